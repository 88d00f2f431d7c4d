"""The closed vocabularies of the contract; each member's value is the word as users write or read it."""

from enum import StrEnum


class Kind(StrEnum):
    """What one file is (SPEC 1)."""

    COMPANY = "company"
    TEAM = "team"
    PERSON = "person"
    CYCLE = "cycle"
    OBJECTIVE = "objective"
    KPI = "kpi"
    CHECK_IN = "check-in"


class State(StrEnum):
    """Where an objective is in its life, as its file says (SPEC 3.3)."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"
    ABANDONED = "abandoned"


class CycleState(StrEnum):
    """What a cycle's file says about its objectives (SPEC 3.2)."""

    DRAFT = "draft"
    ACTIVE = "active"
    CLOSED = "closed"


class YearEnd(StrEnum):
    """Which end of a fiscal year names it (SPEC 3.1)."""

    START = "start"
    END = "end"


class ObjectiveType(StrEnum):
    """How much of an objective counts as meeting it (SPEC 5, grade)."""

    ASPIRATIONAL = "aspirational"
    COMMITTED = "committed"


class ProgressFrom(StrEnum):
    """Which items an objective's progress is the mean of (SPEC 4)."""

    KEY_RESULTS = "key_results"
    SUPPORTERS = "supporters"


class Measure(StrEnum):
    """How a key result is measured (SPEC 3.4)."""

    METRIC = "metric"
    KEEP = "keep"
    MILESTONES = "milestones"
    YES_NO = "yes/no"
    SUPPORTERS = "supporters"
    NONE = "none"


class InitiativeStatus(StrEnum):
    """Where a piece of work stands (SPEC 3.3)."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


class Direction(StrEnum):
    """Which way a KPI is good (SPEC 3.6)."""

    UP = "up"
    DOWN = "down"
    WITHIN = "within"


class Cadence(StrEnum):
    """How often a value is expected (SPEC 3.6)."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    IRREGULAR = "irregular"


class Combine(StrEnum):
    """How a whole KPI is made of its parts (SPEC 6.3)."""

    SUM = "sum"
    MEAN = "mean"
    WEIGHTED_MEAN = "weighted_mean"
    MIN = "min"
    MAX = "max"


class Status(StrEnum):
    """The status of an objective or a key result (SPEC 5)."""

    DRAFT = "draft"
    ABANDONED = "abandoned"
    CLOSED = "closed"
    RETIRED = "retired"
    NOT_STARTED = "not started"
    REACHED = "reached"
    OVERDUE = "overdue"
    NO_DATA = "no data"
    OUTDATED = "outdated"
    ON_TRACK = "on track"
    AT_RISK = "at risk"
    OFF_TRACK = "off track"
    STARTING = "starting"


class Grade(StrEnum):
    """How an objective ended (SPEC 5)."""

    MET = "met"
    PARTLY = "partly"
    MISSED = "missed"


class Health(StrEnum):
    """The health of a KPI (SPEC 6.1)."""

    HEALTHY = "healthy"
    WARNING = "warning"
    UNHEALTHY = "unhealthy"
    NO_TARGET = "no target"
    NO_DATA = "no data"


class Trend(StrEnum):
    """Where a KPI's newest value moved, read by its direction (SPEC 6.1)."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    FLAT = "flat"


class Level(StrEnum):
    """How grave a finding is; ``off`` switches a rule off (SPEC 9)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class ChangeClass(StrEnum):
    """What a change is about (SPEC 8.1), the gravest first."""

    TARGET = "target"
    SCOPE = "scope"
    CLOSING = "closing"
    ALIGNMENT = "alignment"
    OWNERSHIP = "ownership"
    CHECK_IN = "check-in"
    WORDING = "wording"
