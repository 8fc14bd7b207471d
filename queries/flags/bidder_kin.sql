-- Who of those who control a company are spouse, parent, child or sibling, from when to when.
SELECT k.person, k.relative, k.date_from, k.date_to, k.links
FROM kin AS k
SEMI JOIN control_span AS a ON a.controller = k.person
SEMI JOIN control_span AS b ON b.controller = k.relative
WHERE k.person < k.relative AND k.relation IN ('spouse', 'parent', 'child', 'sibling') AND k.basis <> 'name_only'
ORDER BY ALL
