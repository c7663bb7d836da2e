package store

import (
	"beiandesk/internal/clients"
)

// ClientList pages through clients.
type ClientList interface {
	Clients(ClientQuery) ([]ClientRow, Count, error)
}

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
