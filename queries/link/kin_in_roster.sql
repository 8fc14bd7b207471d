-- People of the roster with their relatives in the roster: the only ones whose chain is walked.
SELECT DISTINCT kin.person, kin.relative
FROM kin
SEMI JOIN roster ON roster.iin = kin.relative
SEMI JOIN roster AS own ON own.iin = kin.person
ORDER BY kin.person, kin.relative;
