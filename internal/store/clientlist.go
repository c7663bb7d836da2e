package store

import (
	"beiandesk/internal/clients"
)

type ClientQuery struct {
	Text  string
	After string
	Limit int
}

type ClientRow struct {
	Cursor string
	clients.Client
	Lead  string
	Cases int
	Open  int
}
