// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Token} from "./Token.sol";

/// @notice Keeps a hundredth of every transfer.
contract TithingToken is Token {
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        _burn(to, amount / 100);
        return true;
    }
}

/// @notice Says that every EIP-3009 authorization was carried out, and moves nothing.
contract LyingDollar is Token {
    function transferWithAuthorization(address, address, uint256, uint256, uint256, bytes32, uint8, bytes32, bytes32)
        external {}
}

/// @notice Answers transfers with false and moves nothing.
contract RefusingToken is Token {
    function transfer(address, uint256) public pure override returns (bool) {
        return false;
    }
}

/// @notice Calls somebody in the middle of every transfer, once.
contract CallbackToken is Token {
    address private _target;
    bytes private _call;
    bool public called;
    bytes public answer;

    function onTransfer(address target, bytes calldata data) external {
        (_target, _call, called) = (target, data, false);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _callBack();
        return super.transferFrom(from, to, amount);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        _callBack();
        return super.transfer(to, amount);
    }

    function _callBack() private {
        if (called || _target == address(0)) return;
        called = true;
        bool success;
        (success, answer) = _target.call(_call);
        if (success) answer = "succeeded";
    }
}

/// @notice A price feed that answers what it is told.
contract Feed {
    uint8 public decimals = 8;
    int256 private _answer;
    uint256 private _updatedAt;

    function set(int256 answer, uint256 updatedAt, uint8 places) external {
        (_answer, _updatedAt, decimals) = (answer, updatedAt, places);
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return (1, _answer, _updatedAt, _updatedAt, 1);
    }
}

/// @notice A contract account: accepts the signatures that one key would give (ERC-1271).
contract Wallet {
    address private immutable _key;

    constructor(address key) {
        _key = key;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s) = (bytes32(signature[:32]), bytes32(signature[32:64]));
        return ecrecover(hash, uint8(signature[64]), r, s) == _key ? this.isValidSignature.selector : bytes4(0);
    }

    function run(address target, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory answer) = target.call(data);
        require(success, string(answer));
        return answer;
    }
}
