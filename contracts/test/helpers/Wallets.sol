// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IWorks} from "../../src/core/IWorks.sol";
import {Work} from "../../src/types/Work.sol";

/// @notice A contract that creates works: it mints by itself, or signs by ERC-1271 whatever it was told to.
contract Wallet {
    bytes32 private _approved;

    function approve(bytes32 digest) external {
        _approved = digest;
    }

    function mint(IWorks works, Work calldata work, IWorks.Attestation calldata attestation, address to) external {
        works.mint(work, attestation, to);
    }

    function isValidSignature(bytes32 digest, bytes calldata) external view returns (bytes4) {
        return digest == _approved ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// @notice ERC-1271 signers that answer everything but yes.
contract LyingWallet {
    enum Lie {
        Revert,
        Empty,
        True,
        Shifted,
        Bomb,
        Burn
    }

    Lie private immutable _lie;

    constructor(Lie lie) {
        _lie = lie;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes32) {
        if (_lie == Lie.Revert) revert("no");
        if (_lie == Lie.True) return bytes32(uint256(1));
        if (_lie == Lie.Shifted) return bytes32(uint256(0x1626ba7e));
        if (_lie == Lie.Burn) while (true) {}
        uint256 size = _lie == Lie.Bomb ? 1_000_000 : 0;
        assembly {
            return(0, size)
        }
    }
}
