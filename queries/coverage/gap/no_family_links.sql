-- No form says anything of their family.
SELECT iin AS id FROM unlinked
