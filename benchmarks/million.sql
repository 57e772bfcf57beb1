-- A million articles out of the demo's, over nineteen years: its texts and pictures again and again, under new titles.
-- Ids follow the dates only about, as after an import. Every twentieth tag and author, one source and one category have
-- been silent for eighteen years.
SET synchronous_commit = off;
SET maintenance_work_mem = '512MB';
SELECT setseed(0.5);

INSERT INTO news_category (name, slug, "order", description, folded, sort_key)
VALUES ('Chuyên mục cũ', 'chuyen-muc-cu', 99, '', 'chuyen muc cu', 'chuyen muc cu');
INSERT INTO news_source (name, slug, url, folded, sort_key)
VALUES ('Nguồn cũ', 'nguon-cu', '', 'nguon cu', 'nguon cu');
INSERT INTO news_tag (id, name, slug, folded, sort_key)
OVERRIDING SYSTEM VALUE SELECT n, 'Thẻ ' || n, 'the-' || n, 'the ' || n, 'the ' || n FROM generate_series(10001, 12000) n;
INSERT INTO news_author (id, name, slug, about, folded, sort_key)
OVERRIDING SYSTEM VALUE SELECT n, 'Tác giả ' || n, 'tac-gia-' || n, '', 'tac gia ' || n, 'tac gia ' || n FROM generate_series(10001, 10300) n;

INSERT INTO news_article (
    id, state, publish_at, withdrawal, updated_at, worked_on_at, version, edit_state, changes, title, slug, summary, body,
    source_url, folded, lead_image_id, category_id, source_id)
OVERRIDING SYSTEM VALUE
SELECT 10000 + n, CASE WHEN n % 200 = 0 THEN 'draft' ELSE 'published' END, at, 'in_error', at, at, 1, '', '[]',
       left(title, 280) || ' (' || n || ')', left(slug, 100) || '-' || n, summary, body, '', folded || ' ' || n,
       lead_image_id,
       CASE WHEN n < 50000 AND n % 10 = 0 THEN (SELECT id FROM news_category WHERE slug = 'chuyen-muc-cu') ELSE category_id END,
       CASE WHEN n < 50000 AND n % 10 = 1 THEN (SELECT id FROM news_source WHERE slug = 'nguon-cu') ELSE source_id END
FROM (SELECT n, now() - (1000000 - n) * interval '10 minutes' - random() * interval '30 days' AS at
      FROM generate_series(1, 1000000) n) AS dated
JOIN (SELECT row_number() OVER (ORDER BY id) - 1 AS number, count(*) OVER () AS all_of_them, * FROM news_article) AS demo
  ON n % all_of_them = number;

-- The popular ones stand first: a tag's share falls with the square of its number.
INSERT INTO news_article_tags (article_id, tag_id)
SELECT DISTINCT 10000 + n, CASE WHEN n < 50000 OR tag % 20 <> 0 THEN tag ELSE tag - 1 END
FROM (SELECT n, 10001 + floor(2000 * random() ^ 3)::int AS tag
      FROM generate_series(1, 1000000) n, generate_series(1, 3)) AS drawn;
INSERT INTO news_article_authors (article_id, author_id)
SELECT 10000 + n, CASE WHEN n < 50000 OR author % 20 <> 0 THEN author ELSE author - 1 END
FROM (SELECT n, 10001 + floor(300 * random() ^ 2)::int AS author FROM generate_series(1, 1000000) n) AS drawn;

INSERT INTO publishing_revision (
    object_id, content, schema, state, version, names, by_text, note, is_minor, correction, created_at, content_type_id)
SELECT article.id, '{}', 1, article.state, 1, '{}', '', '', false, '', article.updated_at, kind.id
FROM news_article AS article, django_content_type AS kind
WHERE article.id > 10000 AND kind.app_label = 'news' AND kind.model = 'article';

INSERT INTO traffic_viewtotal (kind, thing_id, base, total)
SELECT 'article', 10000 + n, floor(20 / (0.001 + random()))::int, 0 FROM generate_series(1, 1000000) n;
VACUUM ANALYZE;
