from traffic import generation
from traffic.models import Generation


def test_generation_is_read_with_the_numbers(door):
    generation.advance()
    generation.advance()

    door.turn()

    assert door.application.housekeeper.edition.generation == generation.current() == 2


def test_many_steps_are_folded_into_one_row_of_the_same_sum(door, monkeypatch):
    monkeypatch.setattr(generation, "COMPACT_ABOVE_ROWS", 3)
    for _ in range(5):
        generation.advance()

    generation.compact()

    assert generation.current() == 5
    assert Generation.objects.count() == 1


def test_few_steps_are_left_as_they_are(db):
    for _ in range(2):
        generation.advance()

    generation.compact()

    assert Generation.objects.count() == 2
