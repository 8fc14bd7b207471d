-- Findings with the names, post and disclosure a reader needs beside the ids.
WITH named AS (
    SELECT iin AS id, name FROM person
    UNION ALL
    SELECT id, name FROM organisation WHERE NOT is_person(id)
), disclosed AS (
    SELECT DISTINCT iin, coalesce(id_of(about_id), about_id) AS about_id FROM disclosures
)
SELECT
    f.rule,
    f.kind,
    f.subject_kind,
    f.subject_id,
    coalesce(s.name, ''),
    coalesce(p.position, ''),
    coalesce(p.unit, ''),
    coalesce(p.influence, ''),
    f.other_kind,
    f.other_id,
    coalesce(o.name, ''),
    coalesce(f.tie, ''),
    coalesce(f.via_id, ''),
    coalesce(v.name, ''),
    coalesce(CAST(f.date_from AS VARCHAR), ''),
    coalesce(CAST(f.date_to AS VARCHAR), ''),
    coalesce(CAST(f.amount AS VARCHAR), ''),
    f.contracts,
    f.share,
    coalesce(f.slice, ''),
    f.confidence,
    CAST(f.detail AS VARCHAR),
    list_transform(f.evidence, lambda e: e.what),
    list_transform(f.evidence, lambda e: e.src),
    d1.iin IS NOT NULL OR d2.iin IS NOT NULL
FROM finding AS f
LEFT JOIN named AS s ON s.id = f.subject_id
LEFT JOIN named AS o ON o.id = f.other_id
LEFT JOIN named AS v ON v.id = f.via_id
LEFT JOIN post AS p ON p.src = f.post
LEFT JOIN disclosed AS d1 ON d1.iin = f.subject_id AND d1.about_id = f.other_id
LEFT JOIN disclosed AS d2 ON d2.iin = f.subject_id AND d2.about_id = f.via_id
ORDER BY f.rule, f.subject_id, f.other_id, f.via_id NULLS FIRST, f.slice NULLS FIRST
