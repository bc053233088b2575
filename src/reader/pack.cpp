#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <stdlib.h>
#include <unistd.h>

#include "vungphu/base/file.hpp"
#include "vungphu/reader/reader.hpp"

#include "archive.hpp"
#include "file_sets.hpp"
#include "formats.hpp"
#include "worker_process.hpp"

namespace vungphu::reader {
namespace {

namespace fs = std::filesystem;

std::string format_list() {
  std::string list;
  for (const Format& format : formats()) list += (list.empty() ? "" : ", ") + std::string(format.label);
  return list;
}

Result<Signature> signature_of(const fs::path& file) {
  std::string head(4096, '\0');
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return tl::unexpected(io_error(file.string(), errno));
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream.gcount()));
  return sniff(head);
}

Status check_file(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (!fs::exists(status)) return fail("reader.file_missing", {{"path", file.string()}});
  if (!fs::is_regular_file(status)) return fail("reader.not_a_file", {{"path", file.string()}});
  if (fs::file_size(file, error) == 0 && !error) return fail("reader.file_empty", {{"path", file.string()}});
  return {};
}

tl::unexpected<Error> not_the_format(const fs::path& file, std::string_view label, Signature found) {
  return fail(
      "reader.not_the_format",
      {{"path", file.string()}, {"format", std::string(label)}, {"found", std::string(name_of(found))}});
}

/// What is sent under any name, and has an answer of its own.
Status check_usual_mistakes(const fs::path& file, Signature found) {
  if (found == Signature::ole) return fail("reader.old_excel", {{"path", file.string()}});
  if (found == Signature::html) return fail("reader.html_table", {{"path", file.string()}});
  return {};
}

/// Names of the files in a zip, from a worker: a zip's directory is foreign bytes as well.
Result<std::vector<std::string>> zip_members(const fs::path& file, const Limits& limits) {
  auto none = [](const Frame&) -> Status { return fail("reader.worker_died", {{"how", "frame order"}}); };
  VP_TRY(Done done,
         run_worker(file.string(), {.job = Job::members, .format = "zip", .limits = limits}, none, {}));
  return std::move(done.members);
}

Result<Packed> pack_zip(const fs::path& file, const Limits& limits) {
  VP_TRY(std::vector<std::string> members, zip_members(file, limits));
  VP_TRY(FileSet set, only_set(members));
  return Packed{file.string(), set.format, file.filename().string()};
}

/// An .xlsx or .kmz that is a zip, but of something else.
Status check_zip_inside(const fs::path& file, const Format& format, const Limits& limits) {
  VP_TRY(std::vector<std::string> members, zip_members(file, limits));
  const bool fits = std::any_of(members.begin(), members.end(), [&](const std::string& name) {
    return format.id == "xlsx" ? name.starts_with("xl/") : extension_of(name) == "kml";
  });
  return fits ? Status{} : Status(not_the_format(file, format.label, Signature::zip));
}

/// The set whose main file is `main`, from the files beside it.
FileSet loose_set(const fs::path& main) {
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = main.has_parent_path() ? main.parent_path() : fs::path(".");
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (entry.is_regular_file(error)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());  // a folder lists them in any order
  for (FileSet& set : find_sets(names))
    if (set.parts.at(set.format) == main.filename()) return set;
  return {extension_of(main.string()),
          main.stem().string(),
          {{extension_of(main.string()), main.filename().string()}}};
}

Result<Packed> pack_loose(const fs::path& main, const std::string& scratch) {
  const FileSet set = loose_set(main);
  VP_CHECK(check_parts(set));
  std::string zip = scratch + "/packed-XXXXXX.zip";
  const int fd = mkstemps(zip.data(), 4);
  if (fd < 0) return tl::unexpected(io_error(scratch, errno));
  close(fd);
  std::vector<ZipPart> parts;
  for (const auto& [extension, name] : set.parts)
    parts.push_back({name, (main.parent_path() / name).string()});
  if (Status written = write_zip(zip, std::move(parts)); !written) {
    unlink(zip.c_str());
    return tl::unexpected(std::move(written).error());
  }
  return Packed{zip, set.format, main.filename().string(), true};
}

}  // namespace

Result<Packed> pack(const std::string& path, const std::string& scratch, const Limits& limits) {
  const fs::path file(path);
  VP_CHECK(check_file(file));
  VP_TRY(Signature found, signature_of(file));
  VP_CHECK(check_usual_mistakes(file, found));
  const std::string extension = extension_of(path);
  if (extension == "zip") {
    if (found != Signature::zip) return not_the_format(file, "ZIP", found);
    return pack_zip(file, limits);
  }
  const Format* format = format_by_extension(extension);
  if (!format) return fail("reader.unknown_format", {{"path", path}, {"formats", format_list()}});
  if (!has_signature(*format, found)) return not_the_format(file, format->label, found);
  if (format->id == "shp" || format->id == "tab") return pack_loose(file, scratch);
  if (found == Signature::zip) VP_CHECK(check_zip_inside(file, *format, limits));
  return Packed{path, std::string(format->id), file.filename().string()};
}

}  // namespace vungphu::reader
