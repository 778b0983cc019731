import solc from 'solc'
import type { Abi, Address, Hex } from 'viem'
import { getContractAddress } from 'viem'
import type { SdkClient } from './chain.ts'

/** Tokens as there are some on Ethereum, and one as there should be none. */
const source = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

contract Token {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => uint256) public nonces;

    function mint(address to, uint256 amount) external { balanceOf[to] += amount; }
    function approve(address spender, uint256 amount) public virtual {
        allowance[msg.sender][spender] = amount;
    }
    function transferFrom(address from, address to, uint256 amount) external virtual {
        require(allowance[from][msg.sender] >= amount, "low allowance");
        require(balanceOf[from] >= amount, "low balance");
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

contract ZeroFirstToken is Token {
    function approve(address spender, uint256 amount) public override {
        require(amount == 0 || allowance[msg.sender][spender] == 0, "zero first");
        super.approve(spender, amount);
    }
}

contract HalvingToken is Token {
    function approve(address spender, uint256 amount) public override { super.approve(spender, amount / 2); }
}

contract UnapprovableToken is Token {
    function approve(address, uint256) public pure override { revert("not approvable"); }
}

contract WordlessToken is Token {
    function transferFrom(address, address, uint256) external pure override { revert(); }
}

contract PanickingToken is Token {
    function transferFrom(address from, address, uint256 amount) external override {
        allowance[from][msg.sender] -= amount;
    }
}

contract TalkativeToken is Token {
    function transferFrom(address, address, uint256) external pure override {
        revert(string.concat(unicode"no\\u001b[31m\\n“money”", string(new bytes(1000))));
    }
}

contract DaiLikeToken is Token {
    string public name = "Dai Stablecoin";
    bytes32 public DOMAIN_SEPARATOR = bytes32(uint256(1));
    bytes32 public PERMIT_TYPEHASH =
        keccak256("Permit(address holder,address spender,uint256 nonce,uint256 expiry,bool allowed)");
}

contract NamedToken is Token {
    string public name = "Named";
    string public version;

    constructor(string memory version_) { version = version_; }

    function DOMAIN_SEPARATOR() public view virtual returns (bytes32) {
        return keccak256(abi.encode(
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
            keccak256(bytes(name)), keccak256(bytes(version)), block.chainid, address(this)
        ));
    }
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external {
        require(block.timestamp <= deadline, "too late");
        bytes32 structHash = keccak256(abi.encode(
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
            owner, spender, value, nonces[owner]++, deadline
        ));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", DOMAIN_SEPARATOR(), structHash));
        require(ecrecover(digest, v, r, s) == owner, "not the owner");
        allowance[owner][spender] = value;
    }
}

contract SaltedToken is NamedToken("1") {
    function DOMAIN_SEPARATOR() public pure override returns (bytes32) { return keccak256("another"); }
}

contract BorrowingToken is NamedToken("1") {
    function eip712Domain() external view
        returns (bytes1, string memory, string memory, uint256, address, bytes32, uint256[] memory)
    {
        return (hex"0f", name, version, block.chainid, address(1), 0, new uint256[](0));
    }
    function authorizationState(address, bytes32) external pure returns (bool) { return false; }
}

contract UsedToken is NamedToken("1") {
    function authorizationState(address, bytes32) external pure returns (bool) { return true; }
}
`

export type OddToken =
  | 'Token'
  | 'ZeroFirstToken'
  | 'HalvingToken'
  | 'UnapprovableToken'
  | 'WordlessToken'
  | 'PanickingToken'
  | 'TalkativeToken'
  | 'DaiLikeToken'
  | 'NamedToken'
  | 'SaltedToken'
  | 'BorrowingToken'
  | 'UsedToken'

type Compiled = Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>

let compiled: Compiled | undefined

function compile(): Compiled {
  const input = {
    language: 'Solidity',
    sources: { 'tokens.sol': { content: source } },
    settings: {
      evmVersion: 'prague',
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  const messages = output.errors?.filter(
    ({ severity }: { severity: string }) => severity === 'error',
  )
  if (messages?.length) throw new Error(messages[0].formattedMessage)
  return output.contracts['tokens.sol']
}

/** Deploys one, and gives its deployer some of it. */
export async function deployOddToken(
  client: SdkClient,
  name: OddToken,
  args: readonly unknown[] = [],
): Promise<{
  address: Address
  read: (functionName: string, args: readonly unknown[]) => Promise<unknown>
}> {
  compiled ??= compile()
  const { abi, evm } = compiled[name] as Compiled[string]
  const from = client.account.address
  const nonce = BigInt(await client.getTransactionCount({ address: from }))
  const bytecode: Hex = `0x${evm.bytecode.object}`
  await client.deployContract({ abi, bytecode, args } as never)
  const address = getContractAddress({ from, nonce })
  await client.writeContract({
    abi,
    address,
    functionName: 'mint',
    args: [from, 10n ** 12n],
  } as never)
  return {
    address,
    read: (functionName, given) => client.readContract({ abi, address, functionName, args: given }),
  }
}
