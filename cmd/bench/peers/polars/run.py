"""The four rules in polars: run.py DATA OUT.csv

The same as ../pandas does, column by column and in parallel; holdings of companies are followed
upwards stake by stake until what flows is below a part in 10^14.
"""
import sys
from datetime import date

import polars as pl

DATA, OUT = sys.argv[1:3]
c = pl.col
EVER, NEVER = date(1, 1, 1), date(9999, 12, 31)
WINDOW_FROM, AS_OF, YEAR = date(2026, 7, 1), date(2026, 9, 30), 2025
SIGNED_FROM = date(2025, 10, 1)

NAMES = ["", "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "spouse_parent", "spouse_child", "spouse_sibling",
         "child_spouse", "parent_spouse", "sibling_spouse", "dependant"]
INVERSE = dict(enumerate([0, 1, 3, 2, 4, 6, 5, 10, 11, 12, 7, 8, 9, 0]))
WORDS = {w: i for i, w in enumerate(NAMES) if w} | {
    "father": 2, "mother": 2, "adoptive_parent": 2, "son": 3, "daughter": 3, "adopted_child": 3, "husband": 1, "wife": 1,
    "brother": 4, "sister": 4, "half_sibling": 4, "grandfather": 5, "grandmother": 5, "grandson": 6, "granddaughter": 6}
DATED = ["adoptive_parent", "adopted_child", "husband", "wife", "spouse", "dependant"]


def read(table, *columns, ids=(), dates=()):
    types = {x: pl.Int64 for x in ids} | {x: pl.Date for x in dates}
    rows = pl.scan_csv(f"{DATA}/{table}.csv", infer_schema=False).select(*ids, *dates, *columns)
    return rows.with_columns(*(c(x).cast(pl.Int64) for x in ids), *(c(x).str.to_date("%Y-%m-%d") for x in dates)).collect() if types else rows.collect()


def person(x):
    return c(x) // 10**7 % 10 <= 3


def days(f="date_from", t="date_to"):
    return c(f).fill_null(EVER).alias("f"), c(t).fill_null(NEVER).alias("t")


def on(day):
    return (c("f") <= c(day)) & (c(day) <= c("t"))


def meet(suffix):
    return [pl.max_horizontal("f", "f" + suffix).alias("f"), pl.min_horizontal("t", "t" + suffix).alias("t")]


def meets(suffix):
    return (c("f") <= c("t" + suffix)) & (c("f" + suffix) <= c("t"))


def contracts():
    k = read("contracts", "currency", "category", "unit_id", "unit", "status_id", "deleted", "amount", "paid",
             ids=["contract_id", "root_id", "customer_bin", "supplier_id", "year"], dates=["signed_on"])
    value = pl.when(c("status_id").is_in(["340", "350", "462", "463"])).then(c("paid")).otherwise(c("amount"))
    k = k.filter(c("currency").is_null() | (c("currency") == "KZT")).select(
        c("contract_id").alias("id"), pl.when(c("root_id").fill_null(0) == 0).then(c("contract_id")).otherwise(c("root_id")).alias("root"),
        c("customer_bin").alias("customer"), c("supplier_id").alias("supplier"), "signed_on", "year",
        value.str.replace(".", "", literal=True).cast(pl.Int64).alias("value"), "category", c("unit_id").fill_null(c("unit")).alias("unit"),
        ((c("deleted") == "true").fill_null(False) | c("status_id").is_in(["330", "430", "461"]).fill_null(False)).alias("aside"))
    k = follow(k).filter(~c("aside")).drop("aside")
    several = k.filter(c("root").is_duplicated())
    first = several.group_by("root").agg(c("signed_on").min().alias("first"))
    current = several.sort("signed_on", "id", maintain_order=True).unique("root", keep="last").join(first, on="root")
    alone = k.filter(~c("root").is_duplicated())
    k = pl.concat([alone, current.with_columns(signed_on=c("first")).drop("first")]).filter(c("value") > 0)
    return k.with_columns(year=c("year").fill_null(c("signed_on").dt.year()))


def follow(k):
    """Roots that name another root, to the end; in a circle to the lowest id."""
    steps = k.filter(c("root") != c("id")).join(k.select(id=c("root")).unique(), on="id", how="semi")
    steps = dict(steps.sort("signed_on", maintain_order=True).unique("id", keep="last").select("id", "root").iter_rows())
    end = {}
    for start in steps:
        path, at = [start], steps[start]
        while at in steps and at not in path:
            path.append(at)
            at = steps[at]
        end[start] = min(path[path.index(at):]) if at in path else at
    return k.with_columns(root=c("root").replace(end)) if end else k


def significant(k):
    digits = c("category").str.replace_all(".", "", literal=True)
    k = k.filter(c("year") == YEAR).with_columns(
        all=pl.lit("all"), category4=pl.when(digits.str.len_bytes() >= 4).then("category4=" + digits.str.slice(0, 4)),
        category6=pl.when(digits.str.len_bytes() >= 6).then("category6=" + digits.str.slice(0, 6)), unit="unit=" + c("unit"))
    found = []
    for kind in ["all", "category4", "category6", "unit"]:
        held = k.filter(c(kind).is_not_null()).group_by("customer", slice=c(kind), supplier="supplier").agg(c("value").sum().alias("amount"), pl.len().alias("contracts"))
        whole = ["customer", "slice"]
        found.append(held.filter((c("contracts").sum().over(whole) >= 5) & (100 * c("amount") >= 35 * c("amount").sum().over(whole))))
    return pl.concat(found).select(rule=pl.lit("P52a"), kind=pl.lit("lead"), a="supplier", b="customer", slice="slice", amount="amount", contracts="contracts")


def superiors(p):
    live = p.filter((c("f") <= AS_OF) & (c("t") >= WINDOW_FROM)).select("iin", "manager_iin", "position_id", "manager_position_id", "in_scope", "f", "t").with_row_index("n")
    above = live.join(live, left_on="manager_position_id", right_on="position_id", suffix="_up").filter((c("iin") != c("iin_up")) & meets("_up"))
    above = above.with_columns(meet("_up"))
    named = live.filter((c("manager_iin") != c("iin")).fill_null(False))
    bare = named.join(above, on="n", how="anti").select("iin", "manager_iin", "in_scope", "f", "t")
    free = []
    spans = {n: s for n, s in above.join(named, on="n", how="semi").group_by("n").agg(pl.struct("f", "t").sort()).iter_rows()}
    day = lambda d, n: date.fromordinal(d.toordinal() + n)
    for n, iin, manager, scope, f, t in named.join(above, on="n", how="semi").select("n", "iin", "manager_iin", "in_scope", "f", "t").iter_rows():
        at, over = f, False
        for s in spans[n]:
            if s["f"] > at:
                free.append((iin, manager, scope, at, day(s["f"], -1)))
            if s["t"] >= t:
                over = True
                break
            at = max(at, day(s["t"], 1))
        if not over and at <= t:
            free.append((iin, manager, scope, at, t))
    free = pl.concat([bare, pl.DataFrame(free, schema=bare.schema, orient="row")])
    free = free.join(live, left_on="manager_iin", right_on="iin", suffix="_up", coalesce=False).rename({"iin_up": "b"}).filter(meets("_up")).with_columns(meet("_up"))
    both = pl.concat([above.select("iin", "f", "t", "in_scope", "in_scope_up", b="iin_up"), free.select("iin", "f", "t", "in_scope", "in_scope_up", "b")])
    return both.filter(c("in_scope") | c("in_scope_up")).select("b", "f", "t", a="iin")


def tied(recent):
    h = read("supplier_people", "holder_name", "role", "share_pct", ids=["supplier_id", "holder_id"], dates=["date_from", "date_to"])
    h = h.select("role", "holder_name", *days(), supplier="supplier_id", person="holder_id", share=c("share_pct").cast(pl.Float64) / 100)
    stake = c("role").is_in(["founder", "shareholder", "beneficiary"])
    s = read("suppliers", ids=["supplier_id"], dates=["registered_on", "closed_on"]).filter(person("supplier_id"))
    s = s.select(c("supplier_id").alias("supplier"), c("supplier_id").alias("person"), c("registered_on").fill_null(EVER).alias("f"),
                 c("closed_on").dt.offset_by("-1d").fill_null(NEVER).alias("t"))
    deals = recent.select("root", "supplier", "signed_on")
    unlisted = deals.filter(person("supplier")).join(s, on="supplier", how="anti").select("supplier").unique()
    unlisted = unlisted.select("supplier", person="supplier", f=pl.lit(EVER), t=pl.lit(NEVER))
    standing = pl.concat([h.filter(person("person") & (~stake | c("share").is_null())).select("supplier", "person", "f", "t"), s, unlisted])
    found = deals.join(standing, on="supplier").filter(on("signed_on")).select("root", "person")

    stakes = h.filter(stake & (c("share") > 0) & (c("t") >= SIGNED_FROM) & (c("f") <= AS_OF)).select("supplier", "person", "share", "f", "t")
    at = deals.select("root", "signed_on", company="supplier", worth=pl.lit(1.0))  # of the supplier, what a share of a company above it is worth
    flows = []
    for _ in range(100):
        held = at.join(stakes, left_on="company", right_on="supplier").filter(on("signed_on"))
        held = held.group_by("root", "signed_on", "company", "person", "worth").agg(c("share").max())  # of one holder's stakes the largest
        held = held.with_columns(worth=c("worth") * c("share"))
        flows.append(held.filter(person("person")).select("root", "person", "worth"))
        at = held.filter(~person("person") & (c("worth") > 1e-14)).group_by("root", "signed_on", company="person").agg(c("worth").sum())
        if at.is_empty():
            break
    through = pl.concat(flows).group_by("root", "person").agg(c("worth").sum()).filter(c("worth").round(12) >= 0.05)
    return pl.concat([found, through.select("root", "person")]).unique(), h


def then(x, y, rank):
    m = x.join(y, left_on="b", right_on="a", suffix="_y").filter((c("a") != c("b_y")) & meets("_y"))
    return m.select("a", pl.col("b_y").alias("b"), pl.lit(rank, pl.Int64).alias("rank"), *meet("_y"))


def kin(p, h, targets):
    l = read("family_links", "relation", "relative_last_name", "relative_first_name", "relative_patronymic",
             ids=["iin", "relative_iin"], dates=["relative_birth_date", "date_from", "date_to"])
    dated = c("relation").is_in(DATED)
    l = l.with_columns(a="iin", b="relative_iin", rank=c("relation").replace_strict(WORDS, return_dtype=pl.Int64),
                       f=pl.when(dated).then(c("date_from")).fill_null(EVER), t=pl.when(dated).then(c("date_to")).fill_null(NEVER))
    columns = ["a", "b", "rank", "f", "t"]
    named = l.filter(c("b").is_not_null() & (c("a") != c("b"))).select(columns)
    link = named.filter(c("rank") != 1)
    back = link.filter(c("rank") != 13).select(a="b", b="a", rank=c("rank").replace_strict(INVERSE, return_dtype=pl.Int64), f="f", t="t")
    pair = marriages(named.filter(c("rank") == 1))
    link = pl.concat([link, back, pair, pair.select(a="b", b="a", rank="rank", f="f", t="t")]).unique()
    spouse, parent, child, stated = (link.filter(c("rank") == r) for r in (1, 2, 3, 4))
    sibling = pl.concat([stated, then(parent, child, 4)]).unique()
    officers = p.select(a="iin").unique()
    own = lambda x: x.join(officers, on="a", how="semi")
    meant = lambda x: x.join(targets, on="b", how="semi")
    ties = pl.concat([meant(own(link.filter(c("rank") != 4))), meant(own(sibling)),
                      then(own(parent), meant(parent), 5), then(own(child), meant(child), 6),
                      then(own(spouse), meant(parent), 7), then(own(spouse), meant(child), 8), then(own(spouse), meant(sibling), 9),
                      then(own(child), meant(spouse), 10), then(own(parent), meant(spouse), 11), then(own(sibling), meant(spouse), 12)])
    by_name = by_names(l.filter(c("b").is_null()), p, h).join(ties, on=["a", "b"], how="anti")
    return pl.concat([ties.with_columns(by_id=True), by_name.select(columns).with_columns(by_id=False)])


def marriages(s):
    """Rows with one start are one marriage, a row without belongs to the latest start not after its end."""
    s = s.select("f", "t", a=pl.min_horizontal("a", "b"), b=pl.max_horizontal("a", "b")).unique()
    started, since_ever = s.filter(c("f") > EVER), s.filter(c("f") == EVER)
    m = since_ever.join(started.select("a", "b", o="f"), on=["a", "b"], how="left").with_columns(o=pl.when(c("o") <= c("t")).then("o"))
    m = m.group_by("a", "b", "t").agg(c("o").max()).select(f=c("o").fill_null(EVER), t="t", a="a", b="b")
    return pl.concat([started, m.select("f", "t", "a", "b")]).group_by("a", "b", "f").agg(c("t").min()).select("a", "b", pl.lit(1, pl.Int64).alias("rank"), "f", "t")


def key(*parts):
    return pl.concat_str(*parts, ignore_nulls=True).str.to_uppercase().str.replace_all("Ё", "Е", literal=True).str.replace_all("[^0-9A-ZА-ЯӘҒҚҢӨҰҮҺІ]", "")


def birth_of(x):
    text = ((17 + (c(x) // 100000 % 10 + 1) // 2) * 10**6 + c(x) // 10**10 * 10**4 + c(x) // 10**8 % 100 * 100 + c(x) // 10**6 % 100).cast(pl.String)
    return text.str.to_date("%Y%m%d", strict=False)


def by_names(l, p, h):
    """A relative without a number, found by full name and day of birth."""
    name = ["relative_last_name", "relative_first_name"]
    l = l.drop_nulls([*name, "relative_birth_date"]).select("a", "rank", "f", "t", born="relative_birth_date", full=key(*name, "relative_patronymic"), short=key(*name))
    born = l.select("born").unique()
    own = p.with_columns(born=c("birth_date").fill_null(birth_of("iin"))).join(born, on="born", how="semi")
    people = h.filter(person("person")).select("person", "holder_name").unique().with_columns(born=birth_of("person")).join(born, on="born", how="semi")
    full = pl.concat([own.select("born", full=key("last_name", "first_name", "patronymic"), who="iin"), people.select("born", full=key("holder_name"), who="person")]).unique()
    short = own.filter(c("patronymic").is_null()).select("born", short=key("last_name", "first_name"), who="iin").unique()
    columns = ["a", "who", "rank", "f", "t"]
    found = pl.concat([l.join(full, on=["born", "full"]).select(columns), l.join(short, on=["born", "short"]).select(columns)])
    found = found.filter(c("a") != c("who")).select("a", "rank", "f", "t", b="who")
    back = found.filter(c("rank") != 13).select(a="b", rank=c("rank").replace_strict(INVERSE, return_dtype=pl.Int64), f="f", t="t", b="a")
    return pl.concat([found, back]).unique()


def main():
    k = contracts()
    recent = k.filter(c("signed_on").is_between(SIGNED_FROM, AS_OF)).select("root", "supplier", "signed_on", "value")
    p = read("roster", "position_id", "manager_position_id", "service_class", "last_name", "first_name", "patronymic",
             ids=["iin", "manager_iin"], dates=["birth_date", "date_from", "date_to"])
    p = p.with_columns(*days(), in_scope=c("service_class").ne_missing(pl.lit("technical")))
    t, h = tied(recent)
    deals = t.join(recent, on="root")
    scope = p.filter("in_scope").select("iin", "f", "t")

    own = deals.join(scope, left_on="person", right_on="iin").filter(on("signed_on")).unique(["person", "root"])
    own = own.group_by("person", "supplier").agg(c("value").sum().alias("amount"), pl.len().alias("contracts"))
    own = own.select(rule=pl.lit("P12-4a"), kind=pl.lit("lead"), a="person", b="supplier", tie=pl.lit("self"), amount="amount", contracts="contracts")

    s = superiors(p)
    kindred = kin(p, h, pl.concat([s.select("b"), deals.select(b="person")]).unique())
    name = c("rank").replace_strict(dict(enumerate(NAMES)), return_dtype=pl.String)

    m = s.join(kindred.filter(c("rank") != 13), on=["a", "b"], suffix="_k").filter(meets("_k")).with_columns(meet("_k"))
    m = m.filter((c("f") <= AS_OF) & (c("t") >= WINDOW_FROM)).group_by("a", "b").agg(c("rank").min(), c("by_id").any())
    under = m.select(rule=pl.lit("P10-2a"), kind=pl.when("by_id").then(pl.lit("violation")).otherwise(pl.lit("lead")), a="a", b="b", tie=name)

    m = deals.join(kindred, left_on="person", right_on="b").filter(on("signed_on"))
    m = m.group_by("a", "person", "supplier", "root", "signed_on", "value").agg(c("rank").min(), ((c("rank") <= 9) | (c("rank") == 13)).any().alias("counts"))
    m = m.filter("counts").join(scope, left_on="a", right_on="iin").filter(on("signed_on")).unique(["a", "person", "root"])
    m = m.group_by("a", "supplier", "person").agg(c("rank").min(), c("value").sum().alias("amount"), pl.len().alias("contracts"))
    family = m.select(rule=pl.lit("P12-4b"), kind=pl.lit("lead"), a="a", b="supplier", via="person", tie=name, amount="amount", contracts="contracts")
    write(pl.concat([significant(k), own, under, family], how="diagonal"))


def write(found):
    number = lambda x: c(x).cast(pl.String).str.zfill(12)
    amount = (c("amount") // 100).cast(pl.String) + "." + (c("amount") % 100).cast(pl.String).str.zfill(2)
    found = found.select("rule", "kind", subject_id=number("a"), other_id=number("b"), via_id=number("via"), slice="slice", tie="tie", amount=amount, contracts="contracts")
    found.sort("rule", "subject_id", "other_id", "via_id", "slice").write_csv(OUT)


main()
