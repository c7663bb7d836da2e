package app

// RulebookService keeps clocks, texts and rule packs.
type RulebookService struct{ s *Session }
