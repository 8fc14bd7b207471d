-- Everybody who decided on a contract, whenever it was.
SELECT iin AS id FROM decisions
