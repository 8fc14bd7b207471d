-- id: P14-2a
-- kind: duty
-- job: duties
-- paragraph: 14(2)
-- term: +3wd
-- starts: none
-- inputs: notices
WITH notified AS (
    SELECT n.notice_id, n.manager_notified_on, n.sent_to_unit_on, n.src, min(s.sup_iin) AS manager, arg_min(s.sup_src, {'i': s.sup_iin, 's': s.sup_src}) AS post
    FROM notice AS n
    LEFT JOIN superior AS s ON s.sub_iin = n.iin AND n.manager_notified_on BETWEEN s.date_from AND s.date_to
    WHERE n.manager_notified_on IS NOT NULL
    GROUP BY n.notice_id, n.manager_notified_on, n.sent_to_unit_on, n.src
)
SELECT
    CASE WHEN manager IS NULL THEN 'office' ELSE 'person' END AS subject_kind,
    coalesce(manager, 'leadership') AS subject_id,
    notice_id AS about,
    manager_notified_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    sent_to_unit_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] || CASE WHEN post IS NULL THEN [] ELSE [step('superior_post', post)] END AS evidence
FROM notified
