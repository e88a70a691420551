"""The project's errors, one small tree; every message says what to do next."""


class ConflictMapError(Exception):
    """Anything the project itself finds wrong; catch this to go on with the rest of a batch."""


class InputError(ConflictMapError):
    """A file or text that was handed in cannot be used."""


class UnreadableDocument(InputError):
    """A document is broken, empty, too large or of a kind that is not read."""


class BadFilter(InputError):
    """A filter's value makes no sense; the message names the key and an example that does."""


class DataError(ConflictMapError):
    """A file that the project ships or builds is missing or does not fit this version."""


class GazetteerMissing(DataError):
    """The compiled gazetteer is not there and cannot be built."""


class LanguageModelMissing(DataError):
    """The spaCy pipeline named in the settings is not installed."""


class StoreError(ConflictMapError):
    """The store cannot be read or written."""


class StoreMissing(StoreError):
    """There is no store in the folder that was named."""
