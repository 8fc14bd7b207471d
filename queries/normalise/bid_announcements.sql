-- A bid of the portal names the announcement by the portal's own number.
UPDATE bids SET announcement_id = a.announcement_id
FROM (SELECT portal_id, min(announcement_id) AS announcement_id FROM announcements WHERE portal_id IS NOT NULL GROUP BY portal_id) AS a
WHERE a.portal_id = bids.announcement_id;
