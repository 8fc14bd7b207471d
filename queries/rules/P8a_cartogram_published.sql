-- id: P8a
-- kind: duty
-- job: duties
-- paragraph: 8
-- term: none
-- starts: none
-- inputs: risks, publications
SELECT
    'office' AS subject_kind,
    'prevention_unit' AS subject_id,
    n.map AS about,
    n.map_date AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    min(x.published_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', (SELECT min(r.src) FROM risks AS r WHERE r.map = n.map AND r.map_version = n.map_version AND r.map_date = n.map_date))] || done_by(arg_min(x.src, {'d': x.published_on, 's': x.src})) AS evidence
FROM newest_map AS n
LEFT JOIN publications AS x ON x.kind = 'cartogram' AND x.published_on >= n.map_date
GROUP BY n.map, n.map_version, n.map_date
