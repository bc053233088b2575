#include "sqlite.hpp"

#include <cerrno>

#include "vungphu/base/file.hpp"

namespace vungphu::store {
namespace {

/// For a "file:" address: a folder may be called "50%?".
std::string percent_encoded(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : path) {
    if (c != '%' && c != '?' && c != '#') {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return encoded;
}

}  // namespace

void Statement::bind(int parameter, std::int64_t value) {
  note(sqlite3_bind_int64(handle_.get(), parameter, value));
}
void Statement::bind(int parameter, double value) {
  note(sqlite3_bind_double(handle_.get(), parameter, value));
}
void Statement::bind(int parameter, std::string_view text) {
  // A null pointer would bind NULL; an empty text is one of length 0.
  note(sqlite3_bind_text64(handle_.get(), parameter, text.empty() ? "" : text.data(), text.size(),
                           SQLITE_TRANSIENT, SQLITE_UTF8));
}
void Statement::bind_blob(int parameter, std::string_view bytes) {
  note(sqlite3_bind_blob64(handle_.get(), parameter, bytes.empty() ? "" : bytes.data(), bytes.size(),
                           SQLITE_TRANSIENT));
}
void Statement::bind_lasting_blob(int parameter, std::string_view bytes) {
  note(sqlite3_bind_blob64(handle_.get(), parameter, bytes.empty() ? "" : bytes.data(), bytes.size(),
                           SQLITE_STATIC));
}
void Statement::bind_null(int parameter) { note(sqlite3_bind_null(handle_.get(), parameter)); }

Result<bool> Statement::next() {
  const int code = bind_fault_ == SQLITE_OK ? sqlite3_step(handle_.get()) : bind_fault_;
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const Error error = database_->error(code);
  sqlite3_reset(handle_.get());  // lets go of its locks; the fault is told already
  return tl::unexpected<Error>(error);
}

Status Statement::run() {
  for (;;) {
    VP_TRY(const bool row, next());
    if (!row) break;
  }
  sqlite3_reset(handle_.get());  // repeats the code of the last step, which was checked
  return {};
}

std::string_view Statement::view(int column) const {
  // The bytes first, then their number: SQLite's own order for a value that it may have to convert.
  sqlite3_value* const found = value(column);
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(found));
  const int size = sqlite3_value_bytes(found);
  return bytes == nullptr ? std::string_view() : std::string_view(bytes, static_cast<std::size_t>(size));
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, int flags, bool immutable) {
  auto database = std::make_unique<Database>();
  database->path_ = path;
  sqlite3* handle = nullptr;
  const std::string address = "file:" + percent_encoded(path) + (immutable ? "?immutable=1" : "");
  // NOMUTEX: a Store is used by one thread at a time, so SQLite needs no lock of its own.
  const int all_flags = flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = sqlite3_open_v2(address.c_str(), &handle, all_flags, nullptr);
  database->handle_.reset(handle);
  if (code != SQLITE_OK) return tl::unexpected<Error>(database->error(code));
  return database;
}

Result<Statement> Database::prepare(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  const int code =
      sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected<Error>(error(code));
  return Statement(statement, this);
}

Status Database::execute(const std::string& sql) const {
  const int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected<Error>(error(code));
  return {};
}

Error Database::error(int code) const {
  const int system_error = handle_ ? sqlite3_system_errno(handle_.get()) : 0;
  switch (code & 0xff) {
    case SQLITE_FULL:
      return io_error(path_, ENOSPC);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return io_error(path_, EACCES);
    case SQLITE_CANTOPEN:
      return io_error(path_, system_error != 0 ? system_error : EACCES);
    case SQLITE_IOERR:
      return io_error(path_, system_error != 0 ? system_error : EIO);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Error{"store.damaged", {{"path", path_}}};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error{"store.locked", {{"path", path_}}};
    case SQLITE_NOMEM:
      return Error{"base.out_of_memory", {}};
    default:
      return Error{
          "store.failed",
          {{"path", path_}, {"reason", handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code)}}};
  }
}

Result<Transaction> Transaction::begin(const Database& database) {
  // IMMEDIATE: the place of the writer is taken now, not in the middle of the work.
  VP_CHECK(database.execute("BEGIN IMMEDIATE"));
  return Transaction(&database);
}

Status Transaction::commit() {
  VP_CHECK(database_->execute("COMMIT"));
  database_ = nullptr;
  return {};
}

Transaction::~Transaction() {
  // A full disk may have rolled it back already; then there is nothing to undo and the answer does not
  // matter.
  if (database_ != nullptr) (void)database_->execute("ROLLBACK");
}

}  // namespace vungphu::store
