// Command beiandesk opens the filing desk in a window, or runs one of its commands
// when a word is given.
package main

import (
	"embed"
	"io/fs"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"beiandesk/app"
	"beiandesk/app/host"
	"beiandesk/internal/cli"
	"beiandesk/internal/errs"
)

//go:embed all:frontend/dist
var page embed.FS

//go:embed build/appicon.png
var icon []byte

func main() {
	os.Exit(cli.Main(os.Args[1:], openWindow))
}

// openWindow runs until the window is closed.
func openWindow(w cli.Window) error {
	if !host.HasWindow {
		return errs.New(errs.Usage, "这个程序不带窗口。要窗口请用 make build 得到的 build/bin/beiandesk；命令见 --help")
	}
	if !host.DisplayThere() {
		return errs.New(errs.Usage, "没有可用的显示器（DISPLAY 未设置或连不上），窗口打不开；命令可以照常使用，见 --help")
	}
	dist, err := fs.Sub(page, "frontend/dist")
	if err != nil {
		return err
	}
	path, err := host.WindowStatePath()
	if err != nil {
		return err
	}
	window := host.LoadWindowState(path)
	shell := app.NewShell(window)
	session := app.NewSession(shell, window, app.Start{
		Folder: w.Data, Passphrase: w.Passphrase, Staff: w.Staff, Version: cli.Version, Demo: host.DemoFolder(),
	})
	defer session.Close()
	defer shell.HandleSignals()()

	width, height, maximised := window.Window()
	state := options.Normal
	if maximised {
		state = options.Maximised
	}
	return wails.Run(&options.App{
		Title: "备案台", Width: width, Height: height, MinWidth: 1024, MinHeight: 640, WindowStartState: state,
		BackgroundColour: options.NewRGB(255, 255, 255),
		AssetServer: &assetserver.Options{
			Assets: dist, Handler: session.Assets(), Middleware: host.Protect(host.IsDev),
		},
		Menu:           shell.Menu(),
		Bind:           session.Services(),
		OnStartup:      session.Startup,
		OnBeforeClose:  session.BeforeClose,
		ErrorFormatter: session.FormatError,
		Logger:         session.WindowLog(),
		LogLevel:       logger.ERROR, LogLevelProduction: logger.ERROR,
		DragAndDrop: &options.DragAndDrop{DisableWebViewDrop: false},
		Windows:     &windows.Options{OnSuspend: session.Suspend},
		Linux: &linux.Options{
			Icon: icon, ProgramName: "beiandesk", WebviewGpuPolicy: linux.WebviewGpuPolicyNever,
		},
	})
}
