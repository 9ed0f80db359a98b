"""Whether one sentence says what another says: read alike, aligned word by word, compared in what may not differ."""
