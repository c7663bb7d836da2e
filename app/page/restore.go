package page

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
