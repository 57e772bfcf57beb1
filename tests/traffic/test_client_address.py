import pytest

from traffic.client_address import client_address, client_network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.9", "1.2.3.4"),
        (3, "1.2.3.4", "1.2.3.4"),
        (1, "", "10.0.0.1"),
        (1, " , ", "10.0.0.1"),
        (1, "1.2.3.4:50123", "1.2.3.4"),
        (2, "1.2.3.4:50123, 10.0.0.9:443", "1.2.3.4"),
        (1, "[2001:db8::1]:50123", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "_bi-mat:50123", "_bi-mat"),
        (1, "[[]:1:2", "[[]:1:2"),
        (1, "x" * 5000 + ":1", "x" * 100),
    ],
)
def test_address_is_what_our_own_proxies_have_seen(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies

    assert client_address({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}) == address


@pytest.mark.parametrize("address", ["203.0.113.9:{}", "[2001:db8::1]:{}", "[::ffff:203.0.113.9]:{}"])
def test_connections_of_one_reader_behind_a_proxy_that_writes_ports_are_one(settings, address):
    settings.TRUSTED_PROXIES = 1

    networks = {client_network({"HTTP_X_FORWARDED_FOR": address.format(port)}) for port in (50123, 50124)}

    assert networks < {"203.0.113.9", "2001:db8::/64"}


def test_address_that_is_none_is_counted_as_it_is():
    assert client_network({"REMOTE_ADDR": "unix"}) == "unix"
