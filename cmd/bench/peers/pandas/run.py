"""The four rules in pandas and networkx: run.py DATA OUT.csv

Reads the canonical tables as `adal generate` writes them: ISO dates, tenge with two decimals,
numbers of twelve digits. Days are whole numbers, ids are int64, money is tiyn; joins are
merges, the graph of holdings is a networkx graph whose circles are solved as linear systems.
"""
import re
import sys

import networkx as nx
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

DATA, OUT = sys.argv[1:3]
EVER, NEVER = -(10**6), 10**7


def day(text):
    return int((np.datetime64(text) - np.datetime64("1970-01-01")).astype(int))


WINDOW_FROM, AS_OF, YEAR = day("2026-07-01"), day("2026-09-30"), 2025
SIGNED_FROM = day("2025-10-01")  # twelve months to the last day


def read(table, ids=(), dates=(), texts=(), money=()):
    """Some columns of a table: ids as int64 with -1 for blank, dates as days with NaN for blank."""
    types = {c: pa.int64() for c in ids} | {c: pa.date32() for c in dates} | {c: pa.string() for c in [*texts, *money]}
    t = pa.csv.read_csv(
        f"{DATA}/{table}.csv",
        parse_options=pa.csv.ParseOptions(newlines_in_values=True),
        convert_options=pa.csv.ConvertOptions(column_types=types, include_columns=list(types), strings_can_be_null=True, quoted_strings_can_be_null=True),
    )
    out = {}
    for c in ids:
        out[c] = t[c].fill_null(-1).to_numpy()
    for c in dates:
        out[c] = t[c].cast(pa.int32()).to_numpy()
    for c in texts:
        out[c] = t[c].to_pandas()
    for c in money:  # "123.45" is 12345 tiyn; blank is -1
        out[c] = pa.compute.replace_substring(t[c].fill_null("-1"), ".", "").cast(pa.int64()).to_numpy()
    return pd.DataFrame(out)


def since(d):
    return np.nan_to_num(np.asarray(d, float), nan=EVER).astype(np.int64)


def until(d):
    return np.nan_to_num(np.asarray(d, float), nan=NEVER).astype(np.int64)


def is_person(ids):
    return ids // 10**7 % 10 <= 3


# --- contracts -------------------------------------------------------------------------------


def contracts():
    c = read("contracts", ids=["contract_id", "root_id", "customer_bin", "supplier_id", "year"], dates=["signed_on"],
             texts=["currency", "category", "unit_id", "unit", "status_id", "deleted"], money=["amount", "paid"])
    c = c.rename(columns={"contract_id": "id", "customer_bin": "customer", "supplier_id": "supplier"})
    c = c[c.currency.isna() | (c.currency == "KZT")]
    c["value"] = np.where(c.status_id.isin(["340", "350", "462", "463"]), c.paid, c.amount)
    names = np.where(c.root_id <= 0, c.id, c.root_id)
    c["root"] = names
    # roots that name another root are followed to the end, in a circle to the lowest id
    named = set(names[names != c.id]) & set(c.id[names != c.id])
    if named:
        steps = c[(c.root != c.id) & c.id.isin(named)].sort_values(["signed_on"], kind="stable").drop_duplicates("id", keep="last")
        g = nx.DiGraph(zip(steps.id, steps.root))
        for circle in [s for s in nx.strongly_connected_components(g) if len(s) > 1]:
            for n in circle:
                g.remove_edges_from(list(g.out_edges(n)))
                if n != min(circle):
                    g.add_edge(n, min(circle))
        end = {}
        for n in reversed(list(nx.topological_sort(g))):
            below = list(g.successors(n))
            end[n] = end[below[0]] if below else n
        c["root"] = c.root.map(lambda r: end.get(r, r))
    c = c[~((c.deleted == "true") | c.status_id.isin(["330", "430", "461"]))]
    several = c[c.duplicated("root", keep=False)]
    alone = c[~c.index.isin(several.index)]
    first = several.groupby("root").signed_on.min()
    current = several.sort_values(["signed_on", "id"], kind="stable").drop_duplicates("root", keep="last").copy()
    current["signed_on"] = current.root.map(first)
    c = pd.concat([alone, current])
    c = c[c.value > 0]
    signed_year = (c.signed_on.to_numpy().astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970)
    c["year"] = np.where(c.year > 0, c.year, signed_year)
    return c[["root", "customer", "supplier", "signed_on", "value", "category", "unit_id", "unit", "year"]]


def significant(c):
    c = c[c.year == YEAR].copy()
    digits = c.category.str.replace(".", "", regex=False)
    c["all"] = "all"
    c["category4"] = ("category4=" + digits.str[:4]).where(digits.str.len() >= 4)
    c["category6"] = ("category6=" + digits.str[:6]).where(digits.str.len() >= 6)
    c["unit"] = "unit=" + c.unit_id.fillna(c.unit)
    found = []
    for kind in ["all", "category4", "category6", "unit"]:
        held = c.groupby(["customer", kind, "supplier"]).value.agg(["sum", "count"]).reset_index()
        whole = held.groupby(["customer", kind])[["sum", "count"]].transform("sum")
        held = held[(whole["count"] >= 5) & (100 * held["sum"] >= 35 * whole["sum"])]
        found.append(held.rename(columns={kind: "slice", "supplier": "subject_id", "customer": "other_id", "sum": "amount", "count": "contracts"}))
    return pd.concat(found).assign(rule="P52a", kind="lead")


# --- posts -----------------------------------------------------------------------------------


def posts():
    p = read("roster", ids=["iin", "manager_iin"], dates=["birth_date", "date_from", "date_to"],
             texts=["position_id", "manager_position_id", "service_class", "last_name", "first_name", "patronymic"])
    p["f"], p["t"] = since(p.date_from), until(p.date_to)
    p["in_scope"] = p.service_class != "technical"
    return p


def superiors(p):
    live = p[(p.f <= AS_OF) & (p.t >= WINDOW_FROM)][["iin", "manager_iin", "position_id", "manager_position_id", "in_scope", "f", "t"]]
    live = live.reset_index(drop=True).rename_axis("n").reset_index()
    above = live.dropna(subset="manager_position_id").merge(
        live.dropna(subset="position_id"), left_on="manager_position_id", right_on="position_id", suffixes=("", "_up"))
    above = above[(above.iin != above.iin_up) & (above.f <= above.t_up) & (above.f_up <= above.t)]
    above = above.assign(f=above[["f", "f_up"]].max(axis=1), t=above[["t", "t_up"]].min(axis=1))
    # days on which nobody else holds the position above
    free = []
    by_person = live[(live.manager_iin > 0) & (live.manager_iin != live.iin)]
    bare = by_person[~by_person.n.isin(above.n)]
    free.append(bare[["iin", "manager_iin", "in_scope", "f", "t"]])
    part = by_person[by_person.n.isin(above.n)]
    spans = above[above.n.isin(part.n)].sort_values(["n", "f", "t"]).groupby("n")[["f", "t"]].agg(list)
    rows = []
    for r in part.itertuples():
        at = r.f
        for f, t in zip(*spans.loc[r.n]):
            if f > at:
                rows.append((r.iin, r.manager_iin, r.in_scope, at, f - 1))
            at = max(at, t + 1)
        if at <= r.t:
            rows.append((r.iin, r.manager_iin, r.in_scope, at, r.t))
    free.append(pd.DataFrame(rows, columns=["iin", "manager_iin", "in_scope", "f", "t"]))
    free = pd.concat(free).merge(live, left_on="manager_iin", right_on="iin", suffixes=("", "_up"))
    free = free[(free.f <= free.t_up) & (free.f_up <= free.t)]
    free = free.assign(f=free[["f", "f_up"]].max(axis=1), t=free[["t", "t_up"]].min(axis=1))
    both = pd.concat([above, free])
    both = both[both.in_scope.astype(bool) | both.in_scope_up.astype(bool)]
    return both[["iin", "iin_up", "f", "t"]].rename(columns={"iin": "a", "iin_up": "b"})


# --- suppliers -------------------------------------------------------------------------------


def tied(recent):
    """Contract root and person, for everyone tied to its supplier on the day it was signed."""
    h = read("supplier_people", ids=["supplier_id", "holder_id"], dates=["date_from", "date_to"], texts=["holder_name", "role", "share_pct"])
    h = h.rename(columns={"supplier_id": "supplier", "holder_id": "person"})
    h["f"], h["t"] = since(h.date_from), until(h.date_to)
    h["share"] = pd.to_numeric(h.share_pct) / 100
    stake = h.role.isin(["founder", "shareholder", "beneficiary"])
    person = is_person(h.person)

    s = read("suppliers", ids=["supplier_id"], dates=["registered_on", "closed_on"]).rename(columns={"supplier_id": "supplier"})
    s = s[is_person(s.supplier)]
    s["f"], s["t"], s["person"] = since(s.registered_on), until(s.closed_on - 1), s.supplier
    unlisted = pd.Series(sorted(set(recent.supplier[is_person(recent.supplier)]) - set(s.supplier)), dtype="int64")
    unlisted = pd.DataFrame({"supplier": unlisted, "person": unlisted, "f": EVER, "t": NEVER})
    standing = pd.concat([h[person & (~stake | h.share.isna())], s, unlisted])[["supplier", "person", "f", "t"]]

    deals = recent[["root", "supplier", "signed_on"]]
    m = deals.merge(standing, on="supplier")
    found = [m[(m.f <= m.signed_on) & (m.signed_on <= m.t)][["root", "person"]]]

    stakes = h[stake & (h.share > 0)][["supplier", "person", "share", "f", "t"]]
    layered = set(stakes.supplier[~is_person(stakes.person)])
    m = deals[~deals.supplier.isin(layered)].merge(stakes, on="supplier")
    m = m[(m.f <= m.signed_on) & (m.signed_on <= m.t)]
    m = m.groupby(["root", "person"]).share.max().reset_index()  # of one holder's stakes the largest
    found.append(m[m.share.round(12) >= 0.05][["root", "person"]])
    found.append(through_companies(deals[deals.supplier.isin(layered)], stakes))
    return pd.concat(found).drop_duplicates(), h


def through_companies(deals, stakes):
    companies = nx.DiGraph()
    up = stakes[~is_person(stakes.person)]
    companies.add_edges_from(zip(up.supplier, up.person))
    in_play = set(up.supplier) | set(up.person)
    of = {}
    for r in stakes[stakes.supplier.isin(in_play)].itertuples(index=False):
        of.setdefault(r.supplier, []).append((r.person, r.share, r.f, r.t))
    rows = []
    for supplier, of_supplier in deals.groupby("supplier"):
        reached = [supplier, *nx.descendants(companies, supplier)]
        at = {c: i for i, c in enumerate(reached)}
        solved = {}
        for root, signed in zip(of_supplier.root, of_supplier.signed_on):
            live = tuple(sorted((c, p, share) for c in reached for p, share, f, t in of.get(c, ()) if f <= signed <= t))
            if live not in solved:
                solved[live] = solve(live, at)
            rows.extend((root, p) for p in solved[live])
    return pd.DataFrame(rows, columns=["root", "person"], dtype="int64")


def solve(live, at):
    """People with at least 5% of the company at place 0, directly and through companies."""
    largest = {}
    for c, p, share in live:
        largest[c, p] = max(share, largest.get((c, p), 0))
    m, e = np.eye(len(at)), np.zeros(len(at))
    e[0] = 1
    for (c, p), share in largest.items():
        if p in at:
            m[at[p], at[c]] -= share
    try:
        worth = np.linalg.solve(m, e)
    except np.linalg.LinAlgError:
        worth = np.linalg.lstsq(m, e, rcond=None)[0]
    held = {}
    for (c, p), share in largest.items():
        if p not in at:
            held[p] = held.get(p, 0) + share * worth[at[c]]
    return [p for p, share in held.items() if is_person(p) and round(share, 12) >= 0.05]


# --- kin -------------------------------------------------------------------------------------

NAMES = ["", "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "spouse_parent", "spouse_child", "spouse_sibling",
         "child_spouse", "parent_spouse", "sibling_spouse", "dependant"]
INVERSE = np.array([0, 1, 3, 2, 4, 6, 5, 10, 11, 12, 7, 8, 9, 0])
WORDS = {w: i for i, w in enumerate(NAMES) if w} | {
    "father": 2, "mother": 2, "adoptive_parent": 2, "son": 3, "daughter": 3, "adopted_child": 3, "husband": 1, "wife": 1,
    "brother": 4, "sister": 4, "half_sibling": 4, "grandfather": 5, "grandmother": 5, "grandson": 6, "granddaughter": 6}
DATED = {"adoptive_parent", "adopted_child", "husband", "wife", "spouse", "dependant"}
COLUMNS = ["a", "b", "rank", "f", "t"]


def then(x, y, rank):
    """Ties by way of a person: y of x, while both hold."""
    m = x.merge(y, left_on="b", right_on="a", suffixes=("", "_y"))
    m = pd.DataFrame({"a": m.a, "b": m.b_y, "rank": rank, "f": np.maximum(m.f, m.f_y), "t": np.minimum(m.t, m.t_y)})
    return m[(m.a != m.b) & (m.f <= m.t)]


def kin(p, h, targets):
    l = read("family_links", ids=["iin", "relative_iin"], dates=["relative_birth_date", "date_from", "date_to"],
             texts=["relation", "relative_last_name", "relative_first_name", "relative_patronymic"])
    dated = l.relation.isin(DATED)
    l = l.assign(a=l.iin, b=l.relative_iin, rank=l.relation.map(WORDS), f=np.where(dated, since(l.date_from), EVER), t=np.where(dated, until(l.date_to), NEVER))
    named = l[(l.b > 0) & (l.a != l.b)]
    link = named.loc[named["rank"] != 1, COLUMNS]
    back = link[link["rank"] != 13]
    back = back.assign(a=back.b, b=back.a, rank=INVERSE[back["rank"]])
    pair = marriages(named[named["rank"] == 1])
    link = pd.concat([link, back, pair, pair.assign(a=pair.b, b=pair.a)]).drop_duplicates()

    spouse, parent, child, stated = (link[link["rank"] == r] for r in (1, 2, 3, 4))
    sibling = pd.concat([stated, then(parent, child, 4)]).drop_duplicates()
    employees = set(p.iin)
    own = lambda x: x[x.a.isin(employees)]
    meant = lambda x: x[x.b.isin(targets)]
    ties = [link[(link["rank"] != 4)], sibling,
            then(own(parent), meant(parent), 5), then(own(child), meant(child), 6),
            then(own(spouse), meant(parent), 7), then(own(spouse), meant(child), 8), then(own(spouse), meant(sibling), 9),
            then(own(child), meant(spouse), 10), then(own(parent), meant(spouse), 11), then(own(sibling), meant(spouse), 12)]
    all_ties = pd.concat(ties)
    all_ties = all_ties[all_ties.a.isin(employees) & all_ties.b.isin(targets)].assign(by_id=True)

    by_name = by_names(l[l.b <= 0], p, h)
    known = set(zip(all_ties.a, all_ties.b))
    by_name = by_name[np.array([pair not in known for pair in zip(by_name.a, by_name.b)], dtype=bool)]
    return pd.concat([all_ties, by_name.assign(by_id=False)])


def marriages(s):
    """Rows with one start are one marriage, a row without belongs to the latest start not after its end."""
    s = pd.DataFrame({"a": np.minimum(s.a, s.b), "b": np.maximum(s.a, s.b), "rank": 1, "f": s.f, "t": s.t}).drop_duplicates()
    started, since_ever = s[s.f > EVER], s[s.f == EVER]
    m = since_ever.merge(started[["a", "b", "f"]], on=["a", "b"], how="left", suffixes=("", "_o"))
    m["f_o"] = m.f_o.where(m.f_o <= m.t)
    m = m.groupby(COLUMNS)["f_o"].max().reset_index()
    m["f"] = m.f_o.fillna(EVER).astype("int64")
    return pd.concat([started, m[COLUMNS]]).groupby(["a", "b", "rank", "f"]).t.min().reset_index()[COLUMNS]


NOT_IN_NAMES = re.compile("[^0-9A-ZА-ЯӘҒҚҢӨҰҮҺІ]")


def key(*parts):
    return NOT_IN_NAMES.sub("", "".join(x for x in parts if isinstance(x, str)).upper().replace("Ё", "Е"))


def birth_of(ids):
    century, y, m, d = 16 + (ids // 100000 % 10 + 1) // 2, ids // 10**10, ids // 10**8 % 100, ids // 10**6 % 100
    text = (century + 1).astype(str) + y.astype(str).str.zfill(2) + m.astype(str).str.zfill(2) + d.astype(str).str.zfill(2)
    return (pd.to_datetime(text, format="%Y%m%d", errors="coerce") - pd.Timestamp("1970-01-01")) / pd.Timedelta(days=1)


def by_names(l, p, h):
    """A relative without a number, found by full name and day of birth."""
    l = l.dropna(subset=["relative_last_name", "relative_first_name", "relative_birth_date"])
    if l.empty:
        return pd.DataFrame(columns=COLUMNS, dtype="int64")
    born = set(l.relative_birth_date)
    full, short = {}, {}  # day of birth and name: who has them
    roster = p.assign(born=p.birth_date.where(p.birth_date.notna(), birth_of(p.iin)))
    for r in roster[roster.born.isin(born)].itertuples():
        full.setdefault((r.born, key(r.last_name, r.first_name, r.patronymic)), set()).add(r.iin)
        if not isinstance(r.patronymic, str):
            short.setdefault((r.born, key(r.last_name, r.first_name)), set()).add(r.iin)
    people = h[is_person(h.person)].drop_duplicates(["person", "holder_name"])
    people = people.assign(born=birth_of(people.person))
    for r in people[people.born.isin(born)].itertuples():
        full.setdefault((r.born, key(r.holder_name)), set()).add(r.person)
    rows = set()
    for r in l.itertuples():
        names = (r.relative_last_name, r.relative_first_name)
        same = full.get((r.relative_birth_date, key(*names, r.relative_patronymic)), set()) | short.get((r.relative_birth_date, key(*names)), set())
        for b in same - {r.a}:
            rows.add((r.a, b, r.rank, r.f, r.t))
            if INVERSE[r.rank]:
                rows.add((b, r.a, INVERSE[r.rank], r.f, r.t))
    return pd.DataFrame(sorted(rows), columns=COLUMNS, dtype="int64")


# --- the rules -------------------------------------------------------------------------------


def main():
    c = contracts()
    found = [significant(c)]
    recent = c[(c.signed_on >= SIGNED_FROM) & (c.signed_on <= AS_OF)]
    p = posts()
    t, h = tied(recent)
    deals = t.merge(recent[["root", "supplier", "signed_on", "value"]], on="root")
    scope = p[p.in_scope][["iin", "f", "t"]]

    m = deals.merge(scope, left_on="person", right_on="iin")
    m = m[(m.f <= m.signed_on) & (m.signed_on <= m.t)].drop_duplicates(["person", "root"])
    own = m.groupby(["person", "supplier"]).value.agg(["sum", "count"]).reset_index()
    own.columns = ["subject_id", "other_id", "amount", "contracts"]
    found.append(own.assign(rule="P12-4a", kind="lead", tie="self"))

    s = superiors(p)
    k = kin(p, h, set(s.b) | set(deals.person))

    m = s.merge(k[k["rank"] != 13], on=["a", "b"], suffixes=("", "_k"))
    f, last = np.maximum(m.f, m.f_k), np.minimum(m.t, m.t_k)
    m = m[(f <= np.minimum(last, AS_OF)) & (last >= WINDOW_FROM)]
    m = m.groupby(["a", "b"]).agg(rank=("rank", "min"), by_id=("by_id", "first")).reset_index()
    found.append(pd.DataFrame({"rule": "P10-2a", "kind": np.where(m.by_id.astype(bool), "violation", "lead"), "subject_id": m.a, "other_id": m.b,
                               "tie": [NAMES[r] for r in m["rank"]]}))

    m = deals.merge(k, left_on="person", right_on="b")
    m = m[(m.f <= m.signed_on) & (m.signed_on <= m.t)]
    m["counts"] = (m["rank"] <= 9) | (m["rank"] == 13)
    m = m.groupby(["a", "b", "supplier", "root", "signed_on", "value"]).agg(rank=("rank", "min"), counts=("counts", "any")).reset_index()
    m = m[m.counts].merge(scope, left_on="a", right_on="iin")
    m = m[(m.f <= m.signed_on) & (m.signed_on <= m.t)].drop_duplicates(["a", "b", "root"])
    m = m.groupby(["a", "supplier", "b"]).agg(rank=("rank", "min"), amount=("value", "sum"), contracts=("value", "count")).reset_index()
    found.append(pd.DataFrame({"rule": "P12-4b", "kind": "lead", "subject_id": m.a, "other_id": m.supplier, "via_id": m.b, "amount": m.amount,
                               "contracts": m.contracts, "tie": [NAMES[r] for r in m["rank"]]}))
    write(pd.concat(found))


def write(f):
    number = lambda x: "" if pd.isna(x) else f"{int(x):012d}"
    tenge = lambda x: "" if pd.isna(x) else f"{int(x) // 100}.{int(x) % 100:02d}"
    f = f.assign(subject_id=f.subject_id.map(number), other_id=f.other_id.map(number), via_id=f.via_id.map(number), amount=f.amount.map(tenge),
                 contracts=f.contracts.astype("Int64"))
    f = f[["rule", "kind", "subject_id", "other_id", "via_id", "slice", "tie", "amount", "contracts"]]
    f.sort_values(["rule", "subject_id", "other_id", "via_id", "slice"]).to_csv(OUT, index=False)


main()
