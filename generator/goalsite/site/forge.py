"""Links to the place where the files live: a line of a file, and the forge's own editor."""

from urllib.parse import quote

from goalsite.settings import Settings

_VIEW = {"github": "/blob/", "gitlab": "/-/blob/", "gitea": "/src/branch/"}
_EDIT = {"github": "/edit/", "gitlab": "/-/edit/", "gitea": "/_edit/"}
_NAMES = {"github": "GitHub", "gitlab": "GitLab", "gitea": "Gitea"}
_COMMIT = {"github": "/commit/", "gitlab": "/-/commit/", "gitea": "/commit/"}
_AT = {"github": "/blob/", "gitlab": "/-/blob/", "gitea": "/src/commit/"}
_COMPARE = {"github": "/compare/", "gitlab": "/-/compare/", "gitea": "/compare/"}
_NEW = {"github": "/new/", "gitlab": "/-/new/", "gitea": "/_new/"}


class Forge:
    """Knows the addresses of files; every method returns None where the forge is unknown."""

    __slots__ = ("_branch", "_edit", "_memo", "_new", "_repo", "_view", "kind")

    def __init__(self, settings: Settings) -> None:
        repo = (settings.repo_url or "").rstrip("/")
        self._repo = repo if repo.startswith(("https://", "http://")) else ""
        self._branch = quote(settings.branch)
        self._view = _VIEW.get(settings.forge)
        self._edit = _EDIT.get(settings.forge)
        self._new = _NEW.get(settings.forge)
        self.kind = settings.forge
        self._memo: dict[str, str] = {}

    def line(self, path: str, line: int | None = None) -> str | None:
        """Return the address of a line of a file, or of the file."""
        if not self._repo or self._view is None or not path:
            return None
        base = self._memo.get(path)
        if base is None:
            base = self._memo[path] = f"{self._repo}{self._view}{self._branch}/{quote(path)}"
        return f"{base}#L{line}" if line else base

    def edit(self, path: str) -> str | None:
        """Return the address that opens the file in the forge's editor."""
        if not self._repo or self._edit is None or not path:
            return None
        return f"{self._repo}{self._edit}{self._branch}/{quote(path)}"

    def commit(self, id_: str) -> str | None:
        """Return the address of a commit."""
        where = _COMMIT.get(self.kind)
        if not self._repo or where is None or not id_:
            return None
        return f"{self._repo}{where}{quote(id_)}"

    def at(self, path: str, commit: str, line: int | None = None) -> str | None:
        """Return the address of a file, or of a line of it, as it is in a commit."""
        where = _AT.get(self.kind)
        if not self._repo or where is None or not path or not commit:
            return None
        return f"{self._repo}{where}{quote(commit)}/{quote(path)}{f'#L{line}' if line else ''}"

    def compare(self, base: str, head: str) -> str | None:
        """Return the address of all that differs between two commits."""
        where = _COMPARE.get(self.kind)
        if not self._repo or where is None or not base or not head:
            return None
        return f"{self._repo}{where}{quote(base)}...{quote(head)}"

    @property
    def new(self) -> str | None:
        """The beginning of every address that opens the forge's form for a new file: up to and with the branch."""
        if not self._repo or self._new is None:
            return None
        return f"{self._repo}{self._new}{self._branch}"

    @property
    def name(self) -> str:
        """What people call it; empty where it is unknown."""
        return _NAMES.get(self.kind, "")

    @property
    def repository(self) -> str | None:
        """The repository's own page."""
        return self._repo or None

    def create(self, path: str, content: str) -> str | None:
        """Return the address that opens the form for a new file with its path and content filled in (DESIGN 5).

        ``assets/check-in.js`` makes the same addresses in the browser; a test compares the two.
        """
        if self.new is None:
            return None
        text = quote(content, safe="")
        if self.kind == "gitlab":
            return f"{self.new}/?file_name={quote(path, safe='')}&content={text}"
        folder, _, name = path.rpartition("/")
        return f"{self.new}{'/' if folder else ''}{quote(folder)}?filename={quote(name, safe='')}&value={text}"
