"""What is kept of each record while a file is judged: hashes and numbers, a few hundred bytes whatever it says."""

from array import array


class Names:
    """The keys of titles by their number, as one run of bytes: a string object for each would be three times that."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("q")

    def __len__(self) -> int:
        return len(self._ends)

    def add(self, name: str) -> int:
        """Keep a name and give its number, from 0."""
        self._text += name.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._text))
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        start = self._ends[number - 1] if number else 0
        return self._text[start : self._ends[number]].decode("utf-8", "surrogatepass")


class Taken:
    """Which record of the files bears a code: by the hash of its key, 64 bits, so that no two of them meet."""

    def __init__(self) -> None:
        self._records: dict[int, int] = {}

    def get(self, key: str) -> int | None:
        """The number of the record, counted over all files."""
        return self._records.get(hash(key))

    def add(self, key: str, record: int) -> None:
        self._records[hash(key)] = record


class Titles:
    """The titles that the files bring, by number from 0, found by ISBN and by the hash of what else names them."""

    def __init__(self) -> None:
        self.names = Names()
        self.isbns = array("q")  # 0 where there is none
        self._by_isbn: dict[int, int | list[int]] = {}
        self._by_key: dict[int, int | list[int]] = {}

    def add(self, name_key: str, isbn: str, key: int) -> int:
        number = self.names.add(name_key)
        self.isbns.append(int(isbn) if isbn else 0)
        if isbn:
            _put(self._by_isbn, int(isbn), number)
        _put(self._by_key, key, number)
        return number

    def give_isbn(self, number: int, isbn: str) -> None:
        """A later record knows the ISBN."""
        self.isbns[number] = int(isbn)
        _put(self._by_isbn, int(isbn), number)

    def by_isbn(self, isbn: str) -> list[int]:
        return _list(self._by_isbn.get(int(isbn)))

    def by_key(self, key: int) -> list[int]:
        return _list(self._by_key.get(key))


def _put(numbers: dict[int, int | list[int]], key: int, number: int) -> None:
    there = numbers.get(key)
    if there is None:
        numbers[key] = number
    elif isinstance(there, list):
        there.append(number)
    else:
        numbers[key] = [there, number]


def _list(found: int | list[int] | None) -> list[int]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]
