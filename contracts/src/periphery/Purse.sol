// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Purse
/// @notice An address that takes money from anyone and obeys only the contract that made it.
/// @dev Its address is CREATE2 of its maker, a salt and one constant init code, so it is known, and can be paid, before
///      it exists. The init code names no chain and no address: it writes its caller into the runtime.
///
///      Init code, 23 bytes, then the runtime's two halves:
///
///          33 601b 52              CALLER, MSTORE at 0x1b       the maker's 20 bytes end at 0x3b
///          6007 6017 6020 39       CODECOPY 0x17 -> 0x20, 7     first half, over the zeros before the maker
///          6028 601e 603b 39       CODECOPY 0x1e -> 0x3b, 40    second half
///          6043 6020 f3            RETURN 0x20, 67
///
///      Runtime, 67 bytes. Called with nothing it stops at once, so a plain transfer of 2,300 gas arrives. Called by its
///      maker with `target (32 bytes) | value (32 bytes) | data`, it makes that call and answers what it answered:
///
///          00  36 6005 57          CALLDATASIZE, jump to 05 if there is any
///          04  00                  STOP
///          05  5b 73 <maker>       JUMPDEST, PUSH20
///          1b  33 18 603b 57       CALLER, XOR, jump to 3b unless equal
///          20  6040 36 03          n = CALLDATASIZE - 64
///          24  80 6040 5f 37       CALLDATACOPY 64 -> 0, n
///          29  5f 5f 91            output 0, 0 below n
///          2c  5f                  input at 0
///          2d  6020 35             value
///          30  5f 35               target
///          32  5a f1               GAS, CALL
///          34  3d 5f 5f 3e         RETURNDATACOPY all -> 0
///          38  603f 57             jump to 3f on success
///          3b  5b 3d 5f fd         JUMPDEST, REVERT with the answer, which is empty for strangers
///          3f  5b 3d 5f f3         JUMPDEST, RETURN the answer
library Purse {
    /// @notice A purse could not be made, for want of gas.
    error NotMade(address purse);
    /// @notice A purse's call failed with this answer.
    error CallFailed(address target, bytes answer);
    /// @notice A token refused to move money out of a purse.
    error TransferFailed(address token, address to, uint256 amount);

    // forgefmt: disable-next-item
    bytes internal constant INIT_CODE =
        hex"33_601b_52_6007_6017_6020_39_6028_601e_603b_39_6043_6020_f3"
        hex"36_6005_57_00_5b_73"
        hex"33_18_603b_57_6040_36_03_80_6040_5f_37_5f_5f_91_5f_6020_35_5f_35_5a_f1_3d_5f_5f_3e_603f_57_5b_3d_5f_fd_5b_3d_5f_f3";

    /// @notice Where the purse of a salt is or will be, when this contract makes it.
    function addressOf(bytes32 salt) internal view returns (address) {
        bytes32 hash = keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, keccak256(INIT_CODE)));
        return address(uint160(uint256(hash)));
    }

    /// @notice Makes sure that a purse can be told what to do.
    /// @param purse `addressOf(salt)`.
    function open(address purse, bytes32 salt) internal {
        if (purse.code.length != 0) return;
        bytes memory code = INIT_CODE;
        address made;
        assembly ("memory-safe") {
            made := create2(0, add(code, 0x20), mload(code), salt)
        }
        require(made == purse, NotMade(purse));
    }

    /// @notice Moves tokens out of a purse.
    /// @dev Takes tokens that answer nothing; whoever must know what arrived measures it.
    function transfer(address purse, address token, address to, uint256 amount) internal {
        bytes memory answer = call(purse, token, 0, abi.encodeWithSignature("transfer(address,uint256)", to, amount));
        bool moved = answer.length == 0 || (answer.length >= 32 && abi.decode(answer, (uint256)) == 1);
        require(moved, TransferFailed(token, to, amount));
    }

    /// @notice Makes a purse call somebody.
    /// @param value Wei of the purse's own ether to send along.
    function call(address purse, address target, uint256 value, bytes memory data) internal returns (bytes memory) {
        (bool success, bytes memory answer) = purse.call(abi.encodePacked(uint256(uint160(target)), value, data));
        require(success, CallFailed(target, answer));
        return answer;
    }
}
