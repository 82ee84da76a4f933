-- The tables of a version-1 archive on PostgreSQL, as that version made them. Frozen: never edited.
CREATE TABLE settings (key VARCHAR(40) NOT NULL, value TEXT NOT NULL, PRIMARY KEY (key));
CREATE TABLE articles (
    id INTEGER NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, digest VARCHAR(64) NOT NULL, title TEXT,
    outlet TEXT, url TEXT, published TEXT, day VARCHAR(10), statements INTEGER NOT NULL,
    added_at VARCHAR(32) NOT NULL, PRIMARY KEY (id), UNIQUE (key)
);
CREATE INDEX articles_day ON articles (day);
CREATE INDEX articles_outlet ON articles USING hash (outlet);
CREATE INDEX articles_url ON articles USING hash (url);
CREATE TABLE copies (
    article INTEGER NOT NULL, other INTEGER NOT NULL, share INTEGER NOT NULL, PRIMARY KEY (article, other)
);
CREATE INDEX copies_other ON copies (other);
CREATE TABLE dossiers (
    id INTEGER NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL, made_at VARCHAR(32) NOT NULL,
    edited_at VARCHAR(32) NOT NULL, PRIMARY KEY (id), UNIQUE (name)
);
CREATE TABLE entities (
    id INTEGER NOT NULL, kind VARCHAR(12) NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, skeleton TEXT NOT NULL,
    PRIMARY KEY (id), UNIQUE (kind, key)
);
CREATE INDEX entities_skeleton ON entities (skeleton);
CREATE TABLE judgements (
    id INTEGER NOT NULL, kind VARCHAR(12) NOT NULL, subject TEXT NOT NULL, payload TEXT NOT NULL, "user" TEXT NOT NULL,
    why TEXT, made_at VARCHAR(32) NOT NULL, undone_at VARCHAR(32), undone_by TEXT, PRIMARY KEY (id)
);
CREATE INDEX judgements_subject ON judgements (kind, subject);
CREATE TABLE originals (
    digest VARCHAR(64) NOT NULL, media VARCHAR(8) NOT NULL, size INTEGER NOT NULL, data BYTEA NOT NULL,
    PRIMARY KEY (digest)
);
CREATE TABLE shingles (hash BIGINT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article));
CREATE INDEX shingles_article ON shingles (article);
CREATE TABLE watched (url TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (url));
CREATE TABLE watched_seen (url TEXT NOT NULL, at VARCHAR(32) NOT NULL, PRIMARY KEY (url));
CREATE TABLE dossier_looks (
    dossier INTEGER NOT NULL, kind VARCHAR(12) NOT NULL, at VARCHAR(32) NOT NULL, generation INTEGER NOT NULL,
    data BYTEA NOT NULL, PRIMARY KEY (dossier, kind), FOREIGN KEY (dossier) REFERENCES dossiers (id)
);
CREATE TABLE mentions (
    article INTEGER NOT NULL, number INTEGER NOT NULL, entity INTEGER NOT NULL, name TEXT NOT NULL, role TEXT,
    count INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (article, number),
    FOREIGN KEY (article) REFERENCES articles (id), FOREIGN KEY (entity) REFERENCES entities (id)
);
CREATE INDEX mentions_entity ON mentions (entity);
CREATE TABLE statements (
    article INTEGER NOT NULL, number INTEGER NOT NULL, entity INTEGER, speaker TEXT, role TEXT,
    kind VARCHAR(12) NOT NULL, act VARCHAR(12) NOT NULL, type VARCHAR(12) NOT NULL, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, PRIMARY KEY (article, number), FOREIGN KEY (article) REFERENCES articles (id),
    FOREIGN KEY (entity) REFERENCES entities (id)
);
CREATE INDEX statements_act ON statements (act);
CREATE INDEX statements_entity ON statements (entity);
CREATE TABLE versions (
    id INTEGER NOT NULL, article INTEGER NOT NULL, number INTEGER NOT NULL, digest VARCHAR(64) NOT NULL,
    original VARCHAR(64), reading BYTEA NOT NULL, reader VARCHAR(40) NOT NULL, added_at VARCHAR(32) NOT NULL,
    read_at VARCHAR(32) NOT NULL, PRIMARY KEY (id), UNIQUE (article, number),
    FOREIGN KEY (article) REFERENCES articles (id), FOREIGN KEY (original) REFERENCES originals (digest)
);
CREATE INDEX versions_original ON versions (original);
CREATE TABLE search (article integer PRIMARY KEY, words tsvector NOT NULL);
CREATE INDEX search_words ON search USING gin (words);
