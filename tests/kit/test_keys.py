"""The key ring: the first key writes, all read, a lost key is told."""

import pytest

from wending.kit.keys import KeyRing, UnreadableError, new_key


def test_value_is_read_under_any_key_of_the_ring_and_rotated_to_the_first() -> None:
    old, new = new_key(), new_key()
    token = KeyRing([old]).encrypt(b"vertrouwelijk")
    both = KeyRing([new, old])
    assert both.decrypt(token) == b"vertrouwelijk"
    rotated = both.rotate(token)
    assert KeyRing([new]).decrypt(rotated) == b"vertrouwelijk"
    with pytest.raises(UnreadableError):
        KeyRing([new]).decrypt(token)


def test_changed_value_and_lost_key_are_told_not_returned() -> None:
    ring = KeyRing([new_key()])
    token = ring.encrypt(b"a")
    changed = token[:-2] + (b"A" if token[-2:-1] != b"A" else b"B") + token[-1:]
    for wrong in [changed, b"", b"a"]:
        with pytest.raises(UnreadableError):
            ring.decrypt(wrong)


def test_same_text_looks_different_each_time() -> None:
    ring = KeyRing([new_key()])
    assert ring.encrypt(b"a") != ring.encrypt(b"a")


@pytest.mark.parametrize("keys", [[], ["short"], ["A" * 44]])
def test_ring_refuses_what_is_no_key(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="key"):
        KeyRing(keys)
