-- Nobody states their parents, so brothers and sisters cannot be found through them.
SELECT iin AS id FROM unparented
