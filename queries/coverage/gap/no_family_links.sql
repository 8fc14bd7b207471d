-- No form says anything of their family.
SELECT iin AS id FROM roster ANTI JOIN linked USING (iin)
UNION ALL
SELECT iin FROM governing_bodies ANTI JOIN linked USING (iin)
UNION ALL
SELECT iin FROM decisions ANTI JOIN linked USING (iin)
