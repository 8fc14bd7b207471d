-- id: P46a
-- kind: lead
-- job: scan
-- severity: 0.65
-- paragraph: 46
-- inputs: roster, family_links, candidates
-- optional: disclosures, notices
-- of: people
-- population: candidates
-- gaps: no_position_above, no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
WITH overlap AS (
    SELECT
        c.src, c.iin AS subject_id, c.announced_on, h.iin AS other_id, h.src AS post, h.ord, u.depth, u.rows,
        k.relation, k.named, k.links, k.basis, k.date_from AS kin_from, k.date_to AS kin_to
    FROM candidates AS c
    JOIN future_superior AS u ON u.day = c.announced_on AND u.position_id = c.position_id
    JOIN post AS h ON h.position_id = u.above AND c.announced_on BETWEEN h.date_from AND h.date_to AND h.iin <> c.iin
    JOIN kin AS k ON k.person = c.iin AND k.relative = h.iin AND k.relation <> 'dependant'
        AND c.announced_on BETWEEN k.date_from AND k.date_to
    WHERE c.announced_on BETWEEN $window_from AND $as_of
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(announced_on) AS date_from,
        max(announced_on) AS date_to,
        min(depth) AS depth,
        arg_min({'tie': relation, 'links': links, 'basis': basis}, {'n': named, 'd': announced_on, 'f': kin_from, 't': kin_to}) AS b,
        arg_min({'post': post, 'rows': rows}, {'n': depth, 'd': announced_on, 'o': ord}) AS p,
        list_sort(list(DISTINCT src)) AS candidate_rows
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    subject_id,
    CAST(NULL AS BIGINT) AS post,
    'person' AS other_kind,
    other_id,
    b.tie AS tie,
    date_from,
    date_to,
    b.basis AS confidence,
    to_json({'depth': CAST(depth AS VARCHAR)}) AS detail,
    steps('candidate', candidate_rows) || steps('position_row', p.rows) || [step('superior_post', p.post)] || steps('kin_link', b.links) AS evidence
FROM best
