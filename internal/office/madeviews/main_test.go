package madeviews_test

import (
	"os"
	"testing"

	"beiandesk/internal/desk/desktest"
)

func TestMain(m *testing.M) { os.Exit(desktest.Main(m)) }
