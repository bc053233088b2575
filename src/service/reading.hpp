// From a person's file to rows with meaning: packed, kept, described, read. Common to lists and submissions.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vungphu/intake/prepare.hpp"
#include "vungphu/model/profile.hpp"
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

/// The table of findings on a whole file, in a GeoPackage of findings.
inline constexpr std::string_view kRemarksLayer = "vungphu_findings";

/// A file that a worker holds open, with the layer that will be read.
struct OpenedFile {
  std::string sha256, file_name, format, member;
  std::optional<store::Received> received;  ///< its bytes, until keep_bytes
  std::unique_ptr<reader::File> reader;
  FileInfo info;
  LayerInfo layer;                ///< its texts repaired
  intake::TextRepair text;        ///< by which they were
  std::vector<Finding> findings;  ///< what is told of that
};
/// Receives the bytes of `request.file` and describes them. They are kept by keep_bytes, once something will
/// name them.
Result<OpenedFile> open_file(store::Store& store, const FileRequest& request, const ScratchFolder& scratch,
                             const Task& task);
/// The same into `file`, which after an Error holds what was found out until then: the bytes among it. Of a
/// `dry_run` they are only read.
Status open_into(OpenedFile& file, store::Store& store, const FileRequest& request,
                 const ScratchFolder& scratch, bool dry_run, const Task& task);
/// Nothing for bytes that are kept already.
Status keep_bytes(store::Store& store, OpenedFile& file);
/// Packed and described, with no layer chosen unless the request names one: for who only looks.
Result<OpenedFile> look_at(const FileRequest& request, const reader::Limits& limits,
                           const ScratchFolder& scratch, const Task& task);
/// The same for kept bytes, by `how` they were read: its sha256, format, member, file name, layer and text.
Result<OpenedFile> open_kept(const store::Store& store, const Submission& how, const Task& task);
/// Which file a list is of, and how its bytes were opened.
void note_file(const OpenedFile& file, const FileRequest& from, ListInfo& list);
/// What positions are held against where no date is known yet (lists, and files that are only looked at): the
/// outline of the newest territories. Submissions have that of their codes' date (reference.hpp).
Result<Reference> make_outline(const store::Store& store, const Profile& profile);

/// Whether rows have positions: geometry, or columns of coordinates.
bool has_coordinates(const LayerInfo& layer, const Mapping& mapping);

/// What is recorded of the CRS, so that a replay reads the same: what the person declared, else the code,
/// else the file's own definition where it has no code. Empty for a table without coordinates.
std::string recorded_crs(const intake::CrsChoice& crs, const std::string& asked, const LayerInfo& layer,
                         const Mapping& mapping);

/// How the positions of a list are read: the same door as that of submissions (intake::choose_crs).
Result<intake::CrsChoice> choose_crs_of_list(const OpenedFile& file, const Mapping& mapping,
                                             const FileRequest& request, const Profile& profile,
                                             const Reference& outline);

/// And how its positions were read.
void note_crs(const intake::CrsChoice& crs, const OpenedFile& file, const FileRequest& from, ListInfo& list);

struct RowCounts {
  std::int64_t read = 0, filtered = 0, refused = 0;
};
/// Reads every row of the layer and hands over those that can be used; the others are counted as refused,
/// with findings.
Result<RowCounts> read_rows(const OpenedFile& file, const std::string& where, const Mapping& mapping,
                            const intake::CrsChoice& crs, const std::function<Status(Row&&)>& on_row,
                            std::vector<Finding>& findings, const Task& task);

}  // namespace vungphu::service
