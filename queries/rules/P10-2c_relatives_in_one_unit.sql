-- id: P10-2c
-- kind: lead
-- job: scan
-- severity: 0.4
-- paragraph: 10(2)
-- inputs: roster, family_links
-- after: P10-2a, P10-2b
-- of: people
-- population: in_office
-- gaps: no_unit, no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
-- notice_by: either
-- meet: unit
WITH above AS (
    SELECT least(subject_id, other_id) AS a, greatest(subject_id, other_id) AS b FROM finding WHERE rule IN ('P10-2a', 'P10-2b')
), pair AS (
    SELECT DISTINCT person, relative
    FROM kin
    ANTI JOIN above ON above.a = kin.person AND above.b = kin.relative
    WHERE person < relative AND relation <> 'dependant'
), beside AS (
    SELECT
        p.iin AS subject_id, q.iin AS other_id, p.src AS post_a, q.src AS post_b, p.ord AS ord_a, q.ord AS ord_b, p.position_key AS key_a, q.position_key AS key_b,
        greatest(p.date_from, q.date_from) AS first_day,
        least(p.date_to, q.date_to) AS last_day
    FROM pair
    JOIN post AS p ON p.iin = pair.person
    JOIN post AS q ON q.iin = pair.relative AND q.unit_key = p.unit_key
    WHERE (p.in_scope OR q.in_scope)
        AND p.date_from <= q.date_to
        AND q.date_from <= p.date_to
), parted AS (
    SELECT *, first_day > max(last_day) OVER (PARTITION BY subject_id, other_id, key_a, key_b ORDER BY first_day, last_day
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS begins
    FROM beside
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins)
        OVER (PARTITION BY subject_id, other_id, key_a, key_b ORDER BY first_day, last_day ROWS UNBOUNDED PRECEDING) AS run
    FROM parted
), together AS (
    -- held_from and held_to are the unbroken days of two posts in one unit, over all the rows they are cut into.
    SELECT *,
        min(first_day) OVER (PARTITION BY subject_id, other_id, key_a, key_b, run) AS held_from,
        max(last_day) OVER (PARTITION BY subject_id, other_id, key_a, key_b, run) AS held_to
    FROM numbered
), overlap AS (
    SELECT
        t.subject_id, t.other_id, t.post_a, t.post_b, t.ord_a, t.ord_b,
        k.relation, k.named, k.links, k.basis, surest(k.basis, k.date_from, k.date_to) AS proof,
        greatest(t.held_from, k.held_from) AS date_from,
        least(t.held_to, k.held_to) AS date_to
    FROM together AS t
    JOIN kin AS k ON k.person = t.subject_id AND k.relative = t.other_id AND k.relation <> 'dependant'
    WHERE greatest(t.first_day, k.date_from) <= least(t.last_day, k.date_to, $as_of)
        AND least(t.last_day, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        max(date_from) AS begun,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'a': post_a, 'b': post_b},
            {'n': named, 'f': date_from, 't': date_to, 'k': proof, 'a': ord_a, 'b': ord_b}) AS b
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    subject_id,
    b.a AS post,
    'person' AS other_kind,
    other_id,
    b.tie AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    begun,
    b.basis AS confidence,
    to_json({'pair': 'unit'}) AS detail,
    [step('post', b.a), step('other_post', b.b)] || steps('kin_link', b.links) AS evidence
FROM best
