//! What can keep a server from listening, in two languages.

use base::reason::Cause;

base::catalogue! {
    /// What keeps a server from listening.
    pub enum Problem;
    rank: 5;
    includes: ;

    /// Another program listens on the port.
    PortInUse { port: usize }
        vi: "cổng {port} đang có chương trình khác dùng, có thể là chính Loa đang chạy ở cửa sổ khác", "dừng chương trình kia (Ctrl+C ở cửa sổ của nó), hoặc chọn cổng khác bằng `--port`";
        en: "another program, perhaps Loa itself in another window, uses the port {port}", "stop that program (Ctrl+C in its window), or choose another port with `--port`";
    /// The address to listen on is not this machine's.
    HostElsewhere { host: String }
        vi: "máy này không có địa chỉ `{host}`", "bỏ `--host` để chỉ xem trên máy này, hoặc ghi địa chỉ của chính máy này; `--host 0.0.0.0` là mọi địa chỉ của nó";
        en: "this machine does not have the address `{host}`", "leave out `--host` to see the sites on this machine alone, or give an address of this machine; `--host 0.0.0.0` is all of them";
    /// The server cannot listen.
    CannotListen { address: String, reason: Cause }
        vi: "không mở được địa chỉ `{address}`: {reason}", "chọn cổng khác bằng `--port`";
        en: "cannot listen on `{address}`: {reason}", "choose another port with `--port`";
}
