"""Task dressed as a key result.

"Launch the app" says what will be done, not what it will change; it can be done in full and
help nobody. Say what will be different afterwards and how much, and list the task under
`initiatives`. Titles that begin with such a verb are named (launch, complete, build, 完成, 上线 …);
verbs that are also nouns only where nothing is counted.

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      launch: {title: "Launch the referral programme", done: false}
      invitations: {title: "Invitations sent a week", from: 10, to: 25}
    ---

Bad:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: 老客户带来新客户
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      launch: {title: "上线推荐计划", done: false}
      invitations: {title: "每周邀请数", from: 10, to: 25}
    ---

Good:
    # teams/growth/2026-q4/more-referrals.md
    ---
    kind: objective
    title: Customers bring customers
    owner: Mei Lin
    supports: win-mid-market
    key_results:
      referrals: {title: "Customers won through customers", from: 40, to: 100}
      invitations: {title: "每周完成率", unit: "%", from: 10, to: 25}
    initiatives:
      - {title: "Launch the referral programme", status: doing, for: referrals}
    ---
"""

import re
from collections.abc import Iterator

from goalsite.check.rule import View, rule
from goalsite.check.words import short
from goalsite.findings import Finding
from goalsite.language import Message
from goalsite.vocabulary import Level, Measure

_VERBS = (
    "launch|complete|finish|implement|deliver|develop|create|write|draft|organi[sz]e|migrate|deploy|introduce|publish|"
    "prepare|conduct|execute|install|roll out|set up|kick off|carry out|put in place|work on"
)
_VERBS_AND_NOUNS = "build|release|ship|design|test|review|document|plan|research|analy[sz]e|refactor|update|upgrade|run"
_CHINESE = (
    "完成|上线|发布|推出|开发|实现|实施|搭建|建设|建立|制定|编写|撰写|组织|举办|召开|启动|推进|落实|部署|开展|设计"
)
# 完成率 (completion rate) and 上线后 (after going live) are nouns that happen to begin with a verb.
_TASK = re.compile(rf"\s*(?P<verb>(?i:{_VERBS})(?![\w-])|(?:{_CHINESE})(?![率度量数值额的后前时周期日天]))")
_PERHAPS = re.compile(rf"\s*(?P<verb>(?i:{_VERBS_AND_NOUNS})(?![\w-]))")
_UNCOUNTED = frozenset({Measure.YES_NO, Measure.MILESTONES, Measure.NONE})


def look(view: View) -> Iterator[Finding]:
    """Look at the first word of key results' titles."""
    for objective, key_result in view.facts.key_results:
        title = key_result.title
        match = _TASK.match(title)
        if match is None and key_result.measure in _UNCOUNTED:
            match = _PERHAPS.match(title)
        if match is not None:
            message = Message(
                "'{title}' begins with '{verb}' like a task; say what will be different afterwards, "
                "and list the task under `initiatives`",
                title=short(title),
                verb=match["verb"],
            )
            yield view.finding(objective, f"key_results.{key_result.id}.title", message)


RULE = rule("G206", Level.INFO, __doc__, look)
