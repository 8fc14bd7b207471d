-- No form says anything of their family.
SELECT iin AS id FROM roster ANTI JOIN linked USING (iin)
UNION ALL
SELECT iin FROM governing_bodies ANTI JOIN linked USING (iin)
UNION ALL
SELECT iin FROM decisions ANTI JOIN linked USING (iin)
UNION ALL
SELECT member_iin FROM control_groups ANTI JOIN linked ON linked.iin = control_groups.member_iin
UNION ALL
SELECT iin FROM candidates ANTI JOIN linked USING (iin)
