-- Two controllers who are spouse, parent, child or sibling on any day of the year, the lower
-- number first, with the rows that prove the tie that is named first.
SELECT
    k.person,
    k.relative,
    arg_min(k.links, {'n': k.named, 'l': len(k.links), 'p': k.people, 'f': k.date_from, 't': k.date_to}) AS links
FROM kin AS k
SEMI JOIN control AS a ON a.controller = k.person
SEMI JOIN control AS b ON b.controller = k.relative
ANTI JOIN hub AS h ON h.id = k.person
ANTI JOIN hub AS g ON g.id = k.relative
WHERE k.person < k.relative AND k.relation IN ('spouse', 'parent', 'child', 'sibling')
    AND k.date_from <= $as_of AND k.date_to >= $window_from
GROUP BY k.person, k.relative
ORDER BY k.person, k.relative
