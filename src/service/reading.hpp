// From a person's file to rows with meaning: packed, kept, described, read. Common to lists and submissions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "vungphu/intake/prepare.hpp"
#include "vungphu/reader/reader.hpp"
#include "vungphu/service/request.hpp"
#include "vungphu/store/store.hpp"

namespace vungphu::service {

/// A temporary folder that is gone when its owner is.
class ScratchFolder {
 public:
  static Result<ScratchFolder> create();
  const std::string& path() const { return path_; }
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

/// A file whose bytes lie where they stay (or, on a dry run, in `scratch`), with the layer that will be read.
struct OpenedFile {
  std::string sha256, file_name;
  reader::Source source;
  FileInfo info;
  LayerInfo layer;
};
/// Keeps the bytes of `request.file` and describes them; with `keep` false they are only read.
Result<OpenedFile> open_file(store::Store& store, const FileRequest& request, const ScratchFolder& scratch,
                             bool keep, const Task& task);
/// The same for bytes that are kept already.
Result<OpenedFile> open_kept(const store::Store& store, const std::string& sha256, const std::string& format,
                             const std::string& member, const std::string& file_name,
                             const std::string& layer, const Task& task);

/// What is recorded of the CRS, so that a replay reads the same: what the person declared, else the code,
/// else the file's own definition where it has no code. Empty for a table without coordinates.
std::string recorded_crs(const intake::CrsChoice& crs, const std::string& asked, const LayerInfo& layer,
                         const Mapping& mapping);

struct RowCounts {
  std::int64_t read = 0, filtered = 0, refused = 0;
};
/// Reads every row of the layer and hands over those that can be used; the others are counted as refused,
/// with findings.
Result<RowCounts> read_rows(const OpenedFile& file, const std::string& where, const Mapping& mapping,
                            const intake::CrsChoice& crs, const std::function<Status(Row&&)>& on_row,
                            std::vector<Finding>& findings, const Task& task);

}  // namespace vungphu::service
