"""The same goals in another language: words change, what they mean does not (SPEC 3.7)."""

from tests.conftest import Goals
from tests.model.writing import check_in, kpi, objective, person, team, told

from goalsite.measure import measure
from goalsite.model.translating import in_language
from goalsite.settings import Settings

TREE = {
    "company.md": "---\nkind: company\ntitle: Acme\nmission: Less noise\n---\nWelcome.\n",
    "company.zh.md": "---\ntitle: 艾克米\nmission: 少些噪音\n---\n欢迎。\n",
    "cycles/2026-q4.md": "---\nkind: cycle\ntheme: Focus\n---\n",
    "cycles/2026-q4.zh.md": "---\ntheme: 专注\n---\n",
    "people/mei.md": person("Mei Lin", "role: Lead"),
    "people/mei.zh.md": "---\ntitle: 林梅\nrole: 负责人\n---\n",
    "people/ada.md": person("Ada Ek"),
    "growth/team.md": team("Growth", "lead: Mei Lin"),
    "growth/2026-q4/o.md": objective(
        "check_ins: [{date: 2026-11-01, values: {a: 5}}]",
        key_results="a: {title: A, from: 0, to: 10}\nb: {title: B, from: 0, to: 4}",
    ).replace("owner: mei", "owner: Mei Lin"),
    "growth/2026-q4/o.zh.md": "---\ntitle: 赢\nkey_results: {a: 甲}\n---\n",
    "growth/2026-q4/o/2026-11-02.md": check_in("values: {b: 1}"),
    "growth/2026-q4/p.md": objective("supports: o").replace("owner: mei", "owner: Ada Ek"),
    "kpis/k.md": kpi("definition: Said once\ntarget: 5\nvalues: [{date: 2026-10-31, value: 4}]") + "Why.\n",
    "about.md": "---\ntitle: About\n---\nWords\n",
    "about.zh.md": "---\ntitle: 关于\n---\n文字\n",
}


def test_what_is_translated_is_shown_translated(goals: Goals) -> None:
    repository = in_language(goals(TREE), "zh", "en")
    assert repository.company is not None
    company = repository.company
    assert (company.title, company.record.mission, company.file.body) == ("艾克米", "少些噪音", "欢迎。\n")
    one = repository.objectives["growth/2026-q4/o"]
    assert (one.title, [key_result.title for key_result in one.key_results]) == ("赢", ["甲", "B"])
    assert [key_result.title for key_result in one.record.key_results] == ["甲", "B"]
    assert one.cycle is repository.cycles["2026-q4"]
    assert one.cycle.record is not None
    assert one.cycle.record.theme == "专注"
    assert (repository.name_of("mei"), repository.people["mei"].record.role) == ("林梅", "负责人")
    assert repository.pages["about"].file.body == "文字\n"


def test_what_is_not_translated_is_shown_as_it_is_and_known(goals: Goals) -> None:
    repository = in_language(goals(TREE), "zh", "en")
    assert repository.kpis["kpis/k"].title == "K"
    left = repository.untranslated
    assert set(left) == {"growth/2026-q4/o", "growth/2026-q4/p", "growth/team", "kpis/k"}
    kpi_left = left["kpis/k"]
    assert (kpi_left.wholly, kpi_left.title, kpi_left.body) == (True, True, True)
    assert kpi_left.texts == {"definition"}
    objective_left = left["growth/2026-q4/o"]
    assert (objective_left.wholly, objective_left.title, objective_left.key_results) == (False, False, frozenset({"b"}))


def test_a_name_needs_no_translation(goals: Goals) -> None:
    assert "people/ada" not in in_language(goals(TREE), "zh", "en").untranslated


def test_a_translated_name_breaks_no_reference(goals: Goals) -> None:
    plain = goals(TREE)
    assert told(plain) == []
    translated = in_language(plain, "zh", "en")
    assert translated.objectives["growth/2026-q4/o"].owner == "mei"
    assert translated.teams["growth"].lead == "mei"


def test_every_figure_is_the_same_in_every_language(goals: Goals) -> None:
    plain = goals(TREE)
    settings = Settings()
    one, other = measure(plain, settings), measure(in_language(plain, "zh", "en"), settings)
    assert one.objectives
    assert list(one.objectives) == list(other.objectives)
    for id_, figures in one.objectives.items():
        again = other.objectives[id_]
        assert (figures.progress, figures.expected, figures.status) == (again.progress, again.expected, again.status)
    assert [figures.completion for figures in one.kpis.values()] == [f.completion for f in other.kpis.values()]
    assert other.objectives["growth/2026-q4/o"].progress is not None


def test_the_original_is_left_as_it_was(goals: Goals) -> None:
    plain = goals(TREE)
    in_language(plain, "zh", "en")
    assert (plain.objectives["growth/2026-q4/o"].title, plain.language) == ("Win", "")


def test_a_page_where_another_language_lies_is_told(goals: Goals) -> None:
    tree = {"zh/notes.md": "Words\n", "2026-q4/o.md": objective(), "zhang/team.md": team()}
    assert told(goals(tree)) == []
    settings = Settings(languages=("en", "zh"))
    assert told(goals(tree, settings=settings)) == [("zh/notes.md", "G103")]
