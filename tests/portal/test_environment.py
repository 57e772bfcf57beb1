def test_the_suite_has_a_data_dir_of_its_own(settings):
    assert "portal-tests-" in str(settings.DATA_DIR)
