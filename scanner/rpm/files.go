// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rpm

// A File is one that a header lists.
type File struct {
	Name string // with its folder
	Mode uint32 // as Unix has it, with the type
	Size int64  // in bytes, that the payload holds of it
	// Again: it is there once more under a later name, at which its content stands.
	Again bool
}

const (
	maxName = 8 << 10 // bytes; Linux has no path of more than half of that

	modeType    = 0o170000
	modeRegular = 0o100000
	modeLink    = 0o120000
)

// Files lists the files of a package that may hold any of 4 GiB or more. The entries of its payload only have their numbers in this
// list, as all of rpm 6 do. It is nil for other packages, and where the parts of the list do not fit together.
func (h *Header) Files() []File {
	sizes, names := h.Numbers(LongFileSizes), h.Strings(BaseNames)
	folders, inFolder := h.Strings(DirNames), h.Numbers(DirIndexes)
	modes, devices, inodes := h.Numbers(FileModes), h.Numbers(FileDevices), h.Numbers(FileInodes)
	n := len(names)
	if len(sizes) != n || len(inFolder) != n || len(modes) != n || len(inodes) != n || len(devices) != 0 && len(devices) != n {
		return nil
	}
	type node struct{ device, inode uint64 }
	last := map[node]int{}
	list := make([]File, n)
	for i := range list {
		if inFolder[i] >= uint64(len(folders)) || len(folders[inFolder[i]])+len(names[i]) > maxName || int64(sizes[i]) < 0 {
			return nil
		}
		f := &list[i]
		*f = File{Name: folders[inFolder[i]] + names[i], Mode: uint32(modes[i]), Size: int64(sizes[i])}
		switch f.Mode & modeType {
		case modeRegular:
			at := node{inode: inodes[i]}
			if len(devices) > 0 {
				at.device = devices[i]
			}
			if before, ok := last[at]; ok && inodes[i] != 0 {
				list[before].Size, list[before].Again = 0, true
			}
			last[at] = i
		case modeLink:
		default:
			f.Size = 0 // of a folder or device the header tells one, and the payload has nothing
		}
	}
	return list
}
