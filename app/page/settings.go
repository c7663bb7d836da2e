package page

import (
	"beiandesk/internal/office/setup"
)

type SettingsView struct {
	Letterhead LetterheadInput `json:"letterhead"`
	Price      PriceInput      `json:"price"`
	Staff      []StaffView     `json:"staff"`
	Folder     string          `json:"folder"`
	Version    string          `json:"version"`
}

type PriceInput struct {
	ICP      string `json:"icp"`      // "600.00"
	Police   string `json:"police"`   // "600.00"
	TermDays int    `json:"termDays"` // days a bill may be paid in
	Split    bool   `json:"split"`    // print net and tax
	TaxRate  int    `json:"taxRate"`  // basis points: 600, 300, 100
	Version  int    `json:"version"`
}

type StaffView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Active  bool   `json:"active"`
	Current bool   `json:"current"`
	Version int    `json:"version"`
}

// LetterheadInput is the letterhead and which version of it was shown.
type LetterheadInput struct {
	setup.Letterhead
	Version int `json:"version"`
}

// BackupInput sets where backups go and whether they are made by themselves.
type BackupInput struct {
	Target  string `json:"target"`
	On      bool   `json:"on"`
	Version int    `json:"version"`
}

// BackupView is 设置 › 备份.
type BackupView struct {
	Plan     BackupInput `json:"plan"`
	Last     string      `json:"last"`   // 9月7日 周一 09:00，已验证；密封文件 12 个; "" for none
	Where    string      `json:"where"`  // of the last one
	Lacks    string      `json:"lacks"`  // what follows from a folder that is not whole, and what to do; "" when it is
	Failed   string      `json:"failed"` // when and why there is none newer; "" when the last try went well
	ReadOnly bool        `json:"readOnly"`
	Running  BackupStep  `json:"running"`
}

// BackupStep is how far the backup that is being made has come.
type BackupStep struct {
	On    bool   `json:"on"`
	Label string `json:"label"` // 正在拷贝文件
	Done  int    `json:"done"`
	Of    int    `json:"of"` // 0 where nothing is counted
}

// PlaceInput names a place of backups, or one backup, by its whole path.
type PlaceInput struct {
	Place string `json:"place"`
}

// BackupListView is what can be restored from a place.
type BackupListView struct {
	Folders int             `json:"folders"` // data folders whose backups lie there
	Backups []BackupRowView `json:"backups"` // the newest first
}

// BackupRowView is one backup, by what it says of itself: nobody has opened it yet.
type BackupRowView struct {
	Dir    string `json:"dir"`
	Name   string `json:"name"`   // of its folder, 2026-09-07-090000
	Folder int    `json:"folder"` // which data folder's, from 1
	At     string `json:"at"`     // 2026-09-07 09:00
	Cases  int    `json:"cases"`
	Bills  int    `json:"bills"`
	State  string `json:"state"` // 备完已验证, or what the folder lacked
	Fault  string `json:"fault"` // why it can't be restored; "" when it can
}

// RestoreInput says which backup becomes which folder, what opens it and which numbers were
// given out after every backup.
type RestoreInput struct {
	Backup       string `json:"backup"`
	To           string `json:"to"`
	Passphrase   string `json:"passphrase"` // of that day
	Recovery     string `json:"recovery"`   // when Passphrase is ""
	AfterBill    string `json:"afterBill"`
	AfterCase    string `json:"afterCase"`
	AfterReceipt string `json:"afterReceipt"`
}

// RestoreView is the restore that goes on and what became of the last one.
type RestoreView struct {
	Running BackupStep   `json:"running"`
	Done    RestoredView `json:"done"`   // its folder is "" for none
	Failed  string       `json:"failed"` // why the last one gave none, "" otherwise
}

// RestoredView is a folder that was restored.
type RestoredView struct {
	Folder   string   `json:"folder"`
	Words    []string `json:"words"`
	Warnings []string `json:"warnings"`
}
