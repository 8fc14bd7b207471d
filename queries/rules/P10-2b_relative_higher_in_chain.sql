-- id: P10-2b
-- kind: lead
-- job: scan
-- severity: 0.55
-- paragraph: 10(2)
-- inputs: roster, family_links
-- after: P10-2a
-- of: people
-- population: in_office
-- gaps: no_superior, no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
WITH direct AS (
    SELECT subject_id AS a, other_id AS b FROM finding WHERE rule = 'P10-2a'
    UNION
    SELECT other_id, subject_id FROM finding WHERE rule = 'P10-2a'
), overlap AS (
    SELECT
        c.sub_iin AS subject_id, c.sup_iin AS other_id, c.sub_src, c.sup_src, c.depth, c.posts, c.ord,
        k.relation, k.named, k.links, k.basis, surest(k.basis, k.date_from, k.date_to) AS proof,
        greatest(c.held_from, k.held_from) AS date_from,
        least(c.held_to, k.held_to) AS date_to
    FROM chain AS c
    JOIN post AS sub ON sub.src = c.sub_src
    JOIN post AS sup ON sup.src = c.sup_src
    JOIN kin AS k ON k.person = c.sub_iin AND k.relative = c.sup_iin AND k.relation <> 'dependant'
    ANTI JOIN direct ON direct.a = c.sub_iin AND direct.b = c.sup_iin
    WHERE (sub.in_scope OR sup.in_scope)
        AND greatest(c.date_from, k.date_from) <= least(c.date_to, k.date_to, $as_of)
        AND least(c.date_to, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        max(date_from) AS begun,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'sub': sub_src, 'posts': posts, 'depth': depth},
            {'n': named, 'd': depth, 'f': date_from, 't': date_to, 'b': proof, 'o': ord}) AS b
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    'lead' AS kind,
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
    to_json({'depth': CAST(b.depth AS VARCHAR)}) AS detail,
    [step('post', b.posts[1])] || steps('chain_post', b.posts[2:-2]) || [step('superior_post', b.posts[-1])] || steps('kin_link', b.links) AS evidence
FROM best
