"""The goal a user means by a word: its path, the end of its path, or its file."""

from goalsite.cli.options import UserMistake
from goalsite.language import gettext as _
from goalsite.model.objects import Kpi, Objective
from goalsite.model.suggest import did_you_mean
from goalsite.publish.understanding.understood import Understood

_MOST = 8


def goal_meant(known: Understood, word: str) -> Objective | Kpi:
    """Return the goal; among several objectives of one name the one in the current cycle, else a mistake."""
    repository = known.repository
    prefix = f"{known.settings.goals_dir.strip('/')}/"
    text = word.replace("\\", "/").removeprefix("./").removesuffix(".md").removeprefix(prefix).strip("/")
    goals: dict[str, Objective | Kpi] = {**repository.objectives, **repository.kpis}
    if text in goals:
        return goals[text]
    found: list[Objective | Kpi] = [goal for id_, goal in goals.items() if id_.endswith(f"/{text}")]
    if len(found) > 1:
        current = known.measured.current_cycle
        found = [one for one in found if isinstance(one, Objective) and one.cycle and one.cycle.id == current] or found
    if len(found) == 1:
        return found[0]
    if found:
        ways = ", ".join(one.ref for one in found[:_MOST])
        raise UserMistake(
            _("'{word}' may mean {n} goals: {ways}; write more of the path", word=word, n=len(found), ways=ways)
        )
    names = {goal.id.rpartition("/")[2]: goal.ref for goal in goals.values()}
    guess = str(did_you_mean(text, {**{ref: ref for ref in names.values()}, **dict.fromkeys(names)}))
    raise UserMistake(_("unknown goal '{word}'{guess}", word=word, guess=guess))
