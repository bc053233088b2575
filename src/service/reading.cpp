#include "reading.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "vungphu/base/file.hpp"
#include "vungphu/base/hash.hpp"
#include "vungphu/base/text.hpp"
#include "vungphu/intake/text.hpp"
#include "vungphu/model/reference.hpp"
#include "vungphu/reader/limits.hpp"
#include "vungphu/service/use_cases.hpp"

namespace vungphu::service {
namespace {

bool is_remarks(const std::string& layer) {
  return layer == text(Lang::vi, "text.formats.notes_sheet") ||
         layer == text(Lang::en, "text.formats.notes_sheet") || layer == kRemarksLayer;
}

Result<LayerInfo> pick_layer(const FileInfo& info, const std::string& wanted) {
  std::vector<std::string> names;
  for (const LayerInfo& layer : info.layers) {
    if (!wanted.empty() && layer.name == wanted) return layer;
    names.push_back(layer.name);
  }
  const std::string listed = join(names);
  if (!wanted.empty()) return fail("service.layer_missing", {{"layer", wanted}, {"layers", listed}});
  if (info.layers.empty()) return fail("service.no_layer");
  if (info.layers.size() == 1) return info.layers.front();
  // Excel's empty sheets are no question, nor is the sheet of remarks that a file of findings has.
  auto has_rows = [](const LayerInfo& layer) { return layer.features > 0 && !is_remarks(layer.name); };
  if (std::count_if(info.layers.begin(), info.layers.end(), has_rows) == 1)
    return *std::find_if(info.layers.begin(), info.layers.end(), has_rows);
  return fail("service.layer_needed", {{"layers", listed}});
}

/// The reader knows bytes; the person knows a file's name.
template <class T>
Result<T> named(Result<T> result, const std::string& file) {
  if (!result) result.error().args.emplace_back("file", file);
  return result;
}

Status describe_into(OpenedFile& file, const reader::Source& source, const Task& task) {
  VP_TRY(reader::File opened, named(reader::File::open(source, task), file.file_name));
  file.format = source.format;
  file.member = source.member;
  file.info = opened.info();
  file.reader = std::make_unique<reader::File>(std::move(opened));
  return {};
}

/// `text` as of FileRequest.
Status choose_layer(OpenedFile& file, const std::string& layer, const std::string& text) {
  VP_TRY(file.layer, pick_layer(file.info, layer));
  VP_TRY(const intake::TextChoice choice, intake::choose_text(file.layer, text));
  file.text = choice.repair;
  intake::repair(file.layer, file.text);
  if (text.empty()) intake::tell(choice, file.findings);
  // So that a person can say what a raster holds as of any other column: --map rsrp=NAME.
  if (file.layer.geometry == "raster" && file.layer.fields.empty())
    file.layer.fields.push_back({file.layer.name, "real", {}});
  return {};
}

}  // namespace

Result<ScratchFolder> ScratchFolder::create() {
  std::error_code failed;
  std::string pattern = (std::filesystem::temp_directory_path(failed) / "vungphu-XXXXXX").string();
  if (failed || ::mkdtemp(pattern.data()) == nullptr) return tl::unexpected(io_error(pattern, errno));
  return ScratchFolder(pattern);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;  // a folder that cannot be removed is the system's to clean
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<reader::Limits> limits_of(const std::string& folder) {
  const std::string path = folder + "/limits.json";
  std::error_code failed;
  if (!std::filesystem::exists(path, failed) && !failed) return reader::Limits{};
  VP_TRY(const std::string text, read_file(path));
  return named(reader::parse_limits(text), path);
}

Status open_into(OpenedFile& file, store::Store& store, const FileRequest& request,
                 const ScratchFolder& scratch, bool dry_run, const Task& task) {
  VP_TRY(const reader::Limits limits, limits_of(store.folder()));
  VP_TRY(const reader::Packed found,
         named(reader::pack(request.file, scratch.path(), request.member, limits), request.file));
  file.file_name = found.file_name;
  file.format = found.format;
  file.member = found.member;
  reader::Source source{found.path, found.format, found.member, limits};
  if (dry_run) {
    VP_TRY(file.sha256, sha256_of_file(found.path));
  } else {
    // The worker reads the copy that was hashed, whatever becomes of the file.
    VP_TRY(file.received, store.receive(found.path));
    file.sha256 = file.received->sha256();
    source.path = file.received->path();
  }
  VP_CHECK(describe_into(file, source, task));
  return choose_layer(file, request.layer, request.text);
}

Result<OpenedFile> open_file(store::Store& store, const FileRequest& request, const ScratchFolder& scratch,
                             const Task& task) {
  OpenedFile file;
  VP_CHECK(open_into(file, store, request, scratch, false, task));
  return file;
}

Status keep_bytes(store::Store& store, OpenedFile& file) {
  if (!file.received) return {};
  VP_CHECK(store.keep(*std::move(file.received)));
  file.received.reset();
  return {};
}

Result<OpenedFile> look_at(const FileRequest& request, const reader::Limits& limits,
                           const ScratchFolder& scratch, const Task& task) {
  VP_TRY(const reader::Packed found,
         named(reader::pack(request.file, scratch.path(), request.member, limits), request.file));
  OpenedFile file;
  file.file_name = found.file_name;
  VP_CHECK(describe_into(file, {found.path, found.format, found.member, limits}, task));
  if (!request.layer.empty()) VP_CHECK(pick_layer(file.info, request.layer).map([](auto&&) {}));
  return file;
}

Result<OpenedFile> open_kept(const store::Store& store, const Submission& submission, const Task& task) {
  OpenedFile file;
  file.sha256 = submission.sha256;
  file.file_name = submission.file_name;
  VP_TRY(const reader::Limits limits, limits_of(store.folder()));
  VP_CHECK(describe_into(
      file, {store.blob_path(submission.sha256), submission.format, submission.member, limits}, task));
  VP_CHECK(choose_layer(file, submission.layer, submission.text.empty() ? "none" : submission.text));
  return file;
}

void note_file(const OpenedFile& file, const FileRequest& from, ListInfo& list) {
  list.sha256 = file.sha256;
  list.file_name = file.file_name;
  list.format = file.format;
  list.layer = file.layer.name;
  list.member = file.member;
  list.text = file.text.name();
  list.where = from.where;
}

Result<Reference> make_outline(const store::Store& store, const Profile& profile) {
  Reference reference;
  VP_CHECK(store.visit_entries(profile.lowest_level(), kEndOfTime, [&](Entry&& entry) -> Status {
    if (!entry.area) return {};
    reference.outline_box.add(geo::bounds(*entry.area));
    reference.outline.push_back(std::move(*entry.area));
    reference.outline_codes.push_back(entry.code);
    return {};
  }));
  return reference;
}

Result<intake::CrsChoice> choose_crs_of_list(const OpenedFile& file, const Mapping& mapping,
                                             const FileRequest& request, const Profile& profile,
                                             const Reference& outline) {
  const intake::Checker checker(outline);
  return intake::choose_crs(
      file.layer, mapping, request.crs, profile.pinned_operations, profile.crs_candidates,
      {request.axes, request.accept_guess, outline.outline.empty() ? nullptr : &checker});
}

bool has_coordinates(const LayerInfo& layer, const Mapping& mapping) {
  if (layer.geometry != "none") return true;
  return std::any_of(mapping.begin(), mapping.end(), [](const ColumnUse& use) {
    return use.meaning == "lon" || use.meaning == "x" || use.meaning == "latlon";
  });
}

std::string recorded_crs(const intake::CrsChoice& crs, const std::string& asked, const LayerInfo& layer,
                         const Mapping& mapping) {
  if (!asked.empty()) return asked;
  if (!has_coordinates(layer, mapping)) return {};
  const bool coded = crs.transformer.crs().find(':') != std::string::npos;
  return coded || layer.crs.empty() ? crs.transformer.crs() : layer.crs;
}

void note_crs(const intake::CrsChoice& crs, const OpenedFile& file, const FileRequest& from, ListInfo& list) {
  list.crs = recorded_crs(crs, from.crs, file.layer, list.mapping);
  if (!list.crs.empty()) list.operation = crs.transformer.operation();
  if (crs.transformer.swapped()) list.axes = "swapped";
}

Result<RowCounts> read_rows(const OpenedFile& file, const std::string& where, const Mapping& mapping,
                            const intake::CrsChoice& crs, const std::function<Status(Row&&)>& on_row,
                            std::vector<Finding>& findings, const Task& task) {
  intake::Preparer preparer(file.layer, mapping, crs, file.text);
  findings.insert(findings.end(), file.findings.begin(), file.findings.end());
  if (crs.told) findings.push_back(*crs.told);
  RowCounts counts;
  std::uint64_t seen = 0;  // the reader reports how far it is
  auto on_feature = [&](RawFeature&& feature) -> Status {
    if ((++seen & 0x3ff) == 0) VP_CHECK(task.check());
    std::optional<Row> row = preparer.prepare(std::move(feature), findings);
    if (!row) {
      ++counts.refused;
      return {};
    }
    return on_row(std::move(*row));
  };
  auto on_layer = [](const LayerInfo&) -> Status { return {}; };
  auto read = file.reader->read({.layer = file.layer.name, .where = where}, on_layer, on_feature, task);
  // A stop makes the reading fail; what the person did comes before how the worker ended.
  VP_CHECK(task.check());
  if (!read) return tl::unexpected(named(std::move(read), file.file_name).error());
  preparer.finish(findings);
  counts.read = read->read;
  counts.filtered = read->filtered;
  return counts;
}

}  // namespace vungphu::service
