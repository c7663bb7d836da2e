package app_test

import (
	"os"
	"strings"
	"testing"

	"beiandesk/app"
	"beiandesk/app/host"
	"beiandesk/internal/faults/faultstest"
)

func TestNoArgumentOfACallReachesTheLog(t *testing.T) {
	file := faultstest.File(t)
	shell := app.NewShell(host.LoadWindowState(file + ".json"))
	log := app.NewSession(shell, host.LoadWindowState(file+".json"), app.Start{Version: "v9"}).WindowLog()
	for _, say := range []func(string){log.Print, log.Trace, log.Debug, log.Info, log.Warning, log.Error, log.Fatal} {
		say(`process message error: C{"name":"app.ClientsService.Save","args":[{"mobile":"13800571001"}]} -> received 2 arguments to method`)
		say(`13800571001: cannot convert to integer!`)
		say(`cannot convert 13800571001 to integer!`)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "13800571001") || strings.Contains(string(text), "ClientsService") {
		t.Errorf("the log has\n%s", text)
	}
	if strings.Count(string(text), "\n") != 6 || strings.Count(string(text), "window library error: process message error\n") != 2 {
		t.Errorf("the log does not tell the faults:\n%s", text)
	}
}
