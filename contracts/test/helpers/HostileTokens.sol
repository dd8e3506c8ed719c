// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {Token} from "./Token.sol";

/// @notice Answers transfers to each recipient as it was told to. A mood for address zero is for everybody: a pause.
contract MoodyToken is Token {
    enum Mood {
        Honest,
        /// Transfers and returns nothing, as old tokens do.
        Silent,
        /// Does not transfer and returns false.
        False,
        /// Reverts with a reason: a pause or a blacklist.
        Revert,
        /// Reverts without a reason.
        Empty,
        /// Reverts with 100 kB.
        RevertBomb,
        /// Does not transfer and returns 100 kB.
        Bomb,
        /// Does not transfer and returns 2.
        Two,
        /// Does not transfer and returns 31 bytes.
        Short,
        /// Burns all the gas it is given.
        Burn
    }

    error Blocked(address to);

    mapping(address to => Mood) public moods;

    function setMood(address to, Mood mood) external {
        moods[to] = mood;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        Mood mood = moods[address(0)] == Mood.Honest ? moods[to] : moods[address(0)];
        if (mood == Mood.False) return false;
        if (mood == Mood.Revert) revert Blocked(to);
        if (mood == Mood.Burn) while (true) {}
        if (mood == Mood.Empty) _answer(0, false);
        if (mood == Mood.RevertBomb) _answer(100_000, false);
        if (mood == Mood.Bomb) _answer(100_000, true);
        if (mood == Mood.Short) _answer(31, true);
        if (mood == Mood.Two) {
            assembly {
                mstore(0x00, 2)
                return(0x00, 0x20)
            }
        }
        super.transfer(to, amount);
        if (mood == Mood.Silent) _answer(0, true);
        return true;
    }

    function _answer(uint256 size, bool success) private pure {
        assembly {
            if success { return(0x200, size) }
            revert(0x200, size)
        }
    }
}

/// @notice Keeps a hundredth of every transfer.
contract FeeToken is Token {
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        super.transferFrom(from, to, amount);
        _burn(to, amount / 100);
        return true;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        super.transfer(to, amount);
        _burn(to, amount / 100);
        return true;
    }
}

/// @notice Tells sender and receiver of every transfer, as ERC-777 does. A mint tells nobody.
contract CallbackToken is Token {
    mapping(address who => bool) public isTold;

    function register(address who) external {
        isTold[who] = true;
    }

    function _beforeTokenTransfer(address from, address, uint256) internal override {
        _tell(from);
    }

    function _afterTokenTransfer(address from, address to, uint256) internal override {
        if (from != address(0)) _tell(to);
    }

    function _tell(address who) private {
        if (isTold[who]) ITold(who).onTokens();
    }
}

interface ITold {
    function onTokens() external;
}

/// @notice Takes money from the receiver while it is being paid.
contract ShrinkingToken is Token {
    function transferFrom(address, address to, uint256 amount) public override returns (bool) {
        _burn(to, amount);
        return true;
    }
}

/// @notice Does not say what anybody holds.
contract MuteToken is Token {
    function balanceOf(address) public pure override returns (uint256) {
        revert();
    }
}

/// @notice Does not transfer when paid, and says so without a revert.
contract RefusingToken is Token {
    function transferFrom(address, address, uint256) public pure override returns (bool) {
        return false;
    }
}

/// @notice Returns nothing, in both directions.
contract SilentToken {
    mapping(address => uint256) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}
