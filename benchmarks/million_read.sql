-- Thirty-five days up to {today}, on each of which twenty thousand articles were read, the newest most.
DELETE FROM traffic_dailyviews WHERE kind = 'article';
INSERT INTO traffic_dailyviews (kind, day, thing_id, count)
SELECT 'article', date '{today}' - ago, 1010000 - ago * 144 - floor(900000 * random() ^ 6)::int, ceil(1 / (0.002 + random()))::int
FROM generate_series(0, 34) ago, generate_series(1, 20000)
ON CONFLICT DO NOTHING;

VACUUM ANALYZE traffic_dailyviews;
