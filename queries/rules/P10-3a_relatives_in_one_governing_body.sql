-- id: P10-3a
-- kind: violation
-- job: scan
-- severity: 0.95
-- paragraph: 10(3)
-- inputs: governing_bodies, family_links
-- of: people
-- population: members
-- gaps: no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
-- notice_by: either
-- meet: organisation
WITH written AS (
    SELECT src, organisation_bin, body, text_key(body) AS body_key, organisation, iin, since(date_from) AS date_from, until(date_to) AS date_to FROM governing_bodies
), parted AS (
    SELECT *, date_from > max(date_to) OVER (PARTITION BY iin, organisation_bin, body_key ORDER BY date_from, date_to
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS begins
    FROM written
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins)
        OVER (PARTITION BY iin, organisation_bin, body_key ORDER BY date_from, date_to ROWS UNBOUNDED PRECEDING) AS run
    FROM parted
), member AS (
    -- Rows that follow each other without a free day are one membership.
    SELECT *,
        min(date_from) OVER (PARTITION BY iin, organisation_bin, body_key, run) AS held_from,
        max(date_to) OVER (PARTITION BY iin, organisation_bin, body_key, run) AS held_to
    FROM numbered
), overlap AS (
    SELECT
        a.iin AS subject_id, b.iin AS other_id, a.src AS src_a, b.src AS src_b, a.organisation_bin, a.body, a.body_key, a.organisation, s.quasi_state,
        a.date_from AS a_from, b.date_from AS b_from,
        k.relation, k.named, k.links, k.basis, surest(k.basis, k.date_from, k.date_to) AS proof,
        greatest(a.held_from, b.held_from, k.held_from) AS date_from,
        least(a.held_to, b.held_to, k.held_to) AS date_to
    FROM kin AS k
    JOIN member AS a ON a.iin = k.person
    JOIN member AS b ON b.iin = k.relative AND b.organisation_bin = a.organisation_bin AND b.body_key = a.body_key
    LEFT JOIN supplier AS s ON s.supplier_id = a.organisation_bin
    WHERE k.person < k.relative
        AND k.relation <> 'dependant'
        AND s.quasi_state IS DISTINCT FROM false
        AND greatest(a.date_from, b.date_from, k.date_from) <= least(a.date_to, b.date_to, k.date_to, $as_of)
        AND least(a.date_to, b.date_to, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        max(date_from) AS begun,
        coalesce(bool_or(quasi_state AND basis <> 'name_only'), false) AS banned,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'a': src_a, 'b': src_b, 'organisation': coalesce(organisation, organisation_bin), 'body': body},
            {'n': named, 'q': NOT coalesce(quasi_state, false), 'o': organisation_bin, 'y': body_key, 'f': date_from, 't': date_to, 'b': proof, 'x': a_from, 'z': b_from, 'l': links}) AS b
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    CASE WHEN banned THEN 'violation' ELSE 'lead' END AS kind,
    'person' AS subject_kind,
    subject_id,
    NULL AS post,
    'person' AS other_kind,
    other_id,
    b.tie AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    begun,
    b.basis AS confidence,
    to_json({'organisation': b.organisation, 'body': b.body, 'quasi_state': CASE WHEN banned THEN 'yes' ELSE 'unknown' END}) AS detail,
    [step('member', b.a), step('other_member', b.b)] || steps('kin_link', b.links) AS evidence
FROM best
