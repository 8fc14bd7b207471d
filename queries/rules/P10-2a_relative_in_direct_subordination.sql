-- id: P10-2a
-- kind: violation
-- job: scan
-- severity: 1.0
-- paragraph: 10(2)
-- inputs: roster, family_links
-- of: people
-- population: in_office
-- gaps: no_superior, no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
WITH overlap AS (
    SELECT
        s.sub_iin AS subject_id, s.sup_iin AS other_id, s.sub_src, s.sup_src, sub.ord AS sub_ord, sup.ord AS sup_ord,
        k.relation, k.named, k.kin_set, k.links, k.basis, surest(k.basis, k.date_from, k.date_to) AS proof,
        greatest(s.held_from, k.held_from) AS date_from,
        least(s.held_to, k.held_to) AS date_to
    FROM superior AS s
    JOIN post AS sub ON sub.src = s.sub_src
    JOIN post AS sup ON sup.src = s.sup_src
    JOIN kin AS k ON k.person = s.sub_iin AND k.relative = s.sup_iin AND k.relation <> 'dependant'
    WHERE (sub.in_scope OR sup.in_scope)
        AND greatest(s.date_from, k.date_from) <= least(s.date_to, k.date_to, $as_of)
        AND least(s.date_to, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        max(date_from) AS begun,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'sub': sub_src, 'sup': sup_src, 'set': kin_set},
            {'n': named, 'f': date_from, 't': date_to, 'b': proof, 's': sub_ord, 'p': sup_ord}) AS b
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    CASE WHEN b.basis = 'name_only' THEN 'lead' ELSE 'violation' END AS kind,
    'person' AS subject_kind,
    subject_id,
    b.sub AS post,
    'person' AS other_kind,
    other_id,
    b.tie AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    begun,
    b.basis AS confidence,
    to_json({'ban': CASE
        WHEN b.tie IN ('parent_spouse', 'child_spouse', 'sibling_spouse') THEN 'superior'
        WHEN b.set = 'in_law' THEN 'subordinate'
        ELSE 'both' END}) AS detail,
    [step('post', b.sub), step('superior_post', b.sup)] || steps('kin_link', b.links) AS evidence
FROM best
