"""A company whose own words are all Chinese, and what English a page of it still shows: none but names."""

import re
from html.parser import HTMLParser

from tests.site.reading_html import BLOCKS, VOID

from goalsite.site import SitePage

NAMES = frozenset(
    {"KPI", "OKR", "CSV", "JSON", "XLSX", "GitHub", "GitLab", "Markdown", "Git", "git", "EUR", "YAML", "Excel"}
    | {"JavaScript", "HTML", "UTF", "MiB", "Atom", "iCalendar", "Schema"}
)
"""Names and short forms that Chinese says in Latin letters, too."""

_KEYS = re.compile(
    r"`\w+`|key_results下|from和to|(?:values|members)下|kind: \w+|team\.md|的kpi中|的to与"
    r"|(?<![A-Za-z])(?:min|max|times|difference)(?![A-Za-z])"
    r"|[\w./-]+\.(?:md|yml|csv|json|xlsx|xml|ics)(?![A-Za-z])"
    r"|(?:[A-Za-z][A-Za-z -]*、)+[A-Za-z][A-Za-z -]*(?:或[a-z-]+)?"
)
"""Where a text tells a writer which key of the contract to use, names a file, or lists words as files spell them."""

_READ = frozenset({"title", "aria-label", "alt", "placeholder"})
_WORD = re.compile(r"[A-Za-z][A-Za-z_]+")


def english_words(page: SitePage) -> list[str]:
    """Return the English words a reader of a Chinese page meets, in their order.

    Places in files, code and findings are not looked at: what they show is spelt as files and rules spell it.
    """
    shown = _Shown()
    shown.feed(page.body)
    shown.close()
    own = {*NAMES, *_WORD.findall(page.title)}
    return [word for word in _WORD.findall(_KEYS.sub("", shown.text)) if word not in own]


class _Shown(HTMLParser):
    """Collects the texts and spoken attributes of a page, without the elements that hold other languages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._skipped: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        classes = (given.get("class") or "").split()
        skipped = tag in ("code", "pre", "script") or "gs-place" in classes or "gs-findings" in classes
        if tag not in VOID:
            self._skipped.append(skipped or (bool(self._skipped) and self._skipped[-1]))
        if tag in BLOCKS:
            self.text += "\n"
        self.text += "".join(f"\n{value}\n" for name, value in attrs if name in _READ)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._skipped:
            self._skipped.pop()

    def handle_data(self, data: str) -> None:
        if not (self._skipped and self._skipped[-1]):
            self.text += data


TREE = {
    "company.md": "---\nkind: company\ntitle: 星河\nmission: 做好产品\n---\n",
    "cycles/2026-q4.md": "---\nkind: cycle\ntheme: 少而精\n---\n季度寄语。\n",
    "people/a.md": "---\nkind: person\ntitle: 王小明\nteam: g\nrole: 增长负责人\n---\n负责增长。\n",
    "people/b.md": "---\nkind: person\ntitle: 李雷\nteam: g\n---\n",
    "teams/g/team.md": "---\nkind: team\ntitle: 增长\nlead: a\nmembers: [a, b]\nmission: 找到客户\n"
    "tags: [增长]\n---\n团队。\n",
    "teams/g/s/team.md": "---\nkind: team\ntitle: 内容\nlead: b\n---\n",
    "teams/e/team.md": "---\nkind: team\ntitle: 空队\n---\n",
    "2026-q4/w.md": """---
kind: objective
title: 赢得中端市场
owner: a
type: committed
weight: 2
links: [{title: 计划, url: "https://example.org/1"}]
key_results:
  d: {title: 签约数, from: 0, to: 40, unit: 单}
  r: {title: 提高收入, kpi: m, from: 10, to: 12, weight: 2}
  n: {title: 没有度量}
  s: {title: 支撑目标的进度, from_supporters: true}
  x: {title: 已取消的, from: 0, to: 5, retired: {date: 2026-10-20, why: 不再重要, replaced_by: d}}
check_ins:
  - {date: 2026-10-10, values: {d: 5, x: 1}, confidence: 0.4}
  - {date: 2026-11-10, values: {d: 20}, confidence: 0.8, note: "过半，**准时**。", by: b}
adjustments:
  - {date: 2026-11-02, what: d, why: 试点表明, approved_by: a}
  - {date: 2026-11-03, what: d}
---
原因见[收入](../kpis/m.md)。
""",
    "2026-q4/l.md": "---\nkind: objective\ntitle: 落后的\nowner: b\nsupports: m\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 100, planned: {2026-10-10: 0.5, 2026-11-10: 0.9}}\ncheck_ins:\n"
    "  - {date: 2026-11-12, values: {d: 20}, confidence: 0.9}\n---\n",
    "2026-q4/c.md": "---\nkind: objective\ntitle: 信心不足的\nowner: b\nsupports: w#d\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 100, checkpoints: {10: 0.5}}\ncheck_ins:\n"
    "  - {date: 2026-11-12, values: {d: 60}, confidence: 0.1}\n---\n",
    "2026-q4/both.md": "---\nkind: objective\ntitle: 两者都差\nowner: b\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 100}\ncheck_ins:\n"
    "  - {date: 2026-11-12, values: {d: 1}, confidence: 0.1}\n---\n",
    "2026-q4/old.md": "---\nkind: objective\ntitle: 久未更新的\nowner: b\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 100}\ncheck_ins:\n  - {date: 2026-10-06, values: {d: 10}}\n---\n",
    "2026-q4/none.md": "---\nkind: objective\ntitle: 没有数据的\nowner: b\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 100}\n---\n",
    "2026-q4/mean.md": "---\nkind: objective\ntitle: 取平均的\nowner: a\nprogress_from: supporters\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 100}\ncheck_ins:\n  - {date: 2026-11-12, values: {d: 100}}\n---\n",
    "2026-q4/empty.md": "---\nkind: objective\ntitle: 还没有内容的\nowner: a\nprogress_from: supporters\n---\n",
    "2026-q4/draft.md": "---\nkind: objective\ntitle: 草拟的\nowner: a\nstate: draft\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 1}\n---\n",
    "2026-q4/gone.md": "---\nkind: objective\ntitle: 放弃的\nowner: a\nstate: abandoned\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 1}\n---\n",
    "2026-q4/full.md": "---\nkind: objective\ntitle: 达成的\nowner: a\nbecomes_kpi: m\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 1}\ncheck_ins:\n  - {date: 2026-11-12, values: {d: 1}}\n---\n",
    "2026-q4/坏.md": "---\nkind: objective\ntitle: [\n---\n",
    "2027-q1/next.md": "---\nkind: objective\ntitle: 下一步\nowner: a\ncarries_on: full\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 1}\n---\n",
    "2026-q3/won.md": "---\nkind: objective\ntitle: 上季度的\nowner: a\nstate: closed\nscore: 0.8\nlearned: 先问客户\n"
    "key_results:\n  d: {title: 数量, from: 0, to: 10, score: 0.8}\ncheck_ins:\n"
    "  - {date: 2026-09-28, values: {d: 8}}\n---\n",
    "2026-q3/lost.md": "---\nkind: objective\ntitle: 上季度没评分的\nowner: a\nstate: closed\n"
    "key_results:\n  d: {title: 数量, from: 0, to: 10}\ncheck_ins:\n  - {date: 2026-09-28, values: {d: 8}}\n---\n",
    "2026-q3/late.md": "---\nkind: objective\ntitle: 没关闭的\nowner: a\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 10}\ncheck_ins:\n  - {date: 2026-09-28, values: {d: 8}}\n---\n",
    "teams/g/2026-q4/o.md": """---
kind: objective
title: 轻松上手
owner: b
supports: w#s
also_supports: [l]
depends_on: [c]
with_teams: [s]
tags: [上手]
key_results:
  t: {title: 首次见效天数, from: 10, to: 4, unit: 天, owner: a, score: 0.5}
  u: {title: 保持可用, keep: {min: 99.9}, unit: "%"}
  k: {title: 保持数量, keep: {min: 5, max: 9}, unit: 个, cadence: monthly}
  m: {title: 交付步骤, milestones: [{title: 一, done: 2026-10-20, due: 2026-10-18, weight: 2},
      {title: 二, due: 2026-11-01}, {title: 三, due: 2026-12-01}]}
  y: {title: 通过认证, done: false, due: 2026-12-01}
  z: {title: 新增的, from: 0, to: 3, added: 2026-11-01}
check_ins:
  - {date: 2026-10-12, values: {t: 9, u: 99.95}, confidence: 0.6, by: b}
  - {date: 2026-10-20, values: {u: 99.0}, by: b}
  - {date: 2026-11-12, values: {t: 7, u: 99.99, m: [一]}, confidence: {t: 0.5}, by: b}
initiatives:
  - {title: 新手引导, status: doing, owner: b, due: 2026-11-01, link: "https://example.org/2", for: t}
  - {title: 待办的, status: todo}
  - {title: 完成的, status: done}
  - {title: 取消的, status: dropped}
---
""",
    "teams/g/s/2026-q4/p.md": "---\nkind: objective\ntitle: 内容更好\nowner: b\nsupports: mean\nkey_results:\n"
    "  d: {title: 数量, from: 0, to: 10}\ncheck_ins:\n  - {date: 2026-11-12, values: {d: 5}, confidence: 0.7}\n---\n",
    "people/a/2026-q4/i.md": "---\nkind: objective\ntitle: 每周辅导\nowner: a\nperson: a\nsupports: o\nkey_results:\n"
    "  d: {title: 次数, from: 0, to: 10}\ncheck_ins:\n  - {date: 2026-11-10, values: {d: 5}, confidence: 0.7}\n---\n",
    "kpis/m.md": """---
kind: kpi
title: 收入
owner: a
core: true
direction: up
unit: EUR
target: {2026-01-01: 11, 2026-10-01: 12}
target_by: 2027-12-31
warn: 11
definition: 已确认的收入。
source: 财务系统
values:
  - {date: 2025-08-31, value: 9.4}
  - {date: 2026-08-31, value: 10.4}
  - {date: 2026-09-30, value: 10.8}
  - {date: 2026-10-31, value: 11.2, note: 秋季强劲}
adjustments:
  - {date: 2026-11-02, what: 目标值, why: 市场变化, approved_by: a}
links: [{title: 报表, url: "https://example.org/3"}]
tags: [财务]
---
""",
    "kpis/t.md": "---\nkind: kpi\ntitle: 老指标\nowner: b\ndirection: down\ntarget: 4\nunit: 天\n"
    "superseded_by: v\napproved_by: a\nvalues: [{date: 2026-10-31, value: 9}]\n---\n",
    "kpis/v.md": "---\nkind: kpi\ntitle: 区间指标\nowner: b\ndirection: within\ncadence: weekly\n"
    "target: {min: 95, max: 105}\nvalues: [{date: 2026-10-01, value: 100}, {date: 2026-10-08, value: 90}]\n---\n",
    "kpis/e.md": "---\nkind: kpi\ntitle: 空指标\nowner: b\ndirection: up\ntarget: 4\n---\n",
    "kpis/f.md": "---\nkind: kpi\ntitle: 无目标值\nowner: b\ndirection: up\ncadence: yearly\n"
    "values: [{date: 2026-10-31, value: 9}]\n---\n",
    "teams/g/kpis/q.md": "---\nkind: kpi\ntitle: 协作水平\nowner: b\ndirection: up\ntarget: 4\ncadence: quarterly\n"
    "rubric: {1: 不足, 5: 出色}\nraters: {上级: 0.5, 同事: 0.3, 自评: 0.2}\nvalues:\n"
    "  - {date: 2026-09-30, value: 4, by: 上级}\n  - {date: 2026-09-30, value: 3, by: 同事}\n---\n",
    **{
        f"teams/g/kpis/w{number}.md": f"---\nkind: kpi\ntitle: 整体{number}\nowner: b\ndirection: down\ntarget: 10\n"
        f"combine: {how}\n---\n"
        for number, how in enumerate(("sum", "mean", "weighted_mean", "min", "max"))
    },
    **{
        f"teams/g/kpis/p{number}.md": f"---\nkind: kpi\ntitle: 部分{number}\nowner: b\ndirection: down\ntarget: 5\n"
        f"part_of: w{number}\nvalues: [{{date: 2026-09-30, value: 4}}, {{date: 2026-10-31, value: 14}}]\n---\n"
        for number in range(5)
    },
}
"""One of everything, in Chinese; the short names of files are not shown."""
