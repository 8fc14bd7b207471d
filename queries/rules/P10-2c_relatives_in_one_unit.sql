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
), overlap AS (
    SELECT
        p.iin AS subject_id, q.iin AS other_id, p.src AS post_a, q.src AS post_b, p.ord AS ord_a, q.ord AS ord_b,
        k.relation, k.named, k.links, k.basis,
        greatest(p.date_from, q.date_from, k.held_from) AS date_from,
        least(p.date_to, q.date_to, k.held_to) AS date_to
    FROM kin AS k
    JOIN post AS p ON p.iin = k.person
    JOIN post AS q ON q.iin = k.relative AND q.unit_key = p.unit_key
    ANTI JOIN above ON above.a = k.person AND above.b = k.relative
    WHERE k.person < k.relative
        AND k.relation <> 'dependant'
        AND (p.in_scope OR q.in_scope)
        AND greatest(p.date_from, q.date_from, k.date_from) <= least(p.date_to, q.date_to, k.date_to, $as_of)
        AND least(p.date_to, q.date_to, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'a': post_a, 'b': post_b},
            {'n': named, 'f': date_from, 't': date_to, 'a': ord_a, 'b': ord_b}) AS b
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
    b.basis AS confidence,
    to_json({'pair': 'unit'}) AS detail,
    [step('post', b.a), step('other_post', b.b)] || steps('kin_link', b.links) AS evidence
FROM best
